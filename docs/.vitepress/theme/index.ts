import { useRoute } from "vitepress";
import theme from "vitepress/theme";
import { nextTick, onMounted, watch } from "vue";
import "./style.css";
import { version } from "../../../packages/elements/package.json";

/** Where copy-elements.ts has put them. */
const ELEMENTS = `/npm/@alt2img/elements@${version}/dist/cdn/alt2img-elements.js`;

/** Pages without any of alt2img's elements don't load them. */
function loadElements(): void {
  const { localName = "" } = [...document.querySelectorAll("*")].find(isOurs) ?? {};
  if (localName !== "" && customElements.get(localName) === undefined) void import(/* @vite-ignore */ ELEMENTS);
}

const isOurs = ({ localName }: Element): boolean => localName.startsWith("alt2img-");

export default {
  extends: theme,
  setup(): void {
    const route = useRoute();
    onMounted(loadElements);
    watch(
      () => route.path,
      () => nextTick(loadElements),
    );
  },
};
