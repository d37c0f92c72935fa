import theme from "vitepress/theme";
import { onMounted } from "vue";
import "./style.css";
import { version } from "../../../packages/elements/package.json";

/** Where copy-elements.ts has put them. */
const ELEMENTS = `/npm/@alt2img/elements@${version}/dist/cdn/alt2img-elements.js`;

export default {
  extends: theme,
  setup(): void {
    // The script fetches the elements that a page has, also when another page is shown.
    // Without a connection there are none, and the page still has its text.
    onMounted(() => void import(/* @vite-ignore */ ELEMENTS).catch(() => undefined));
  },
};
