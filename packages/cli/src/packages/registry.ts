type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The registry that npm uses: `npx` and `npm run` pass it on in the environment; otherwise npm's default.
 * `ALT2IMG_REGISTRY` overrides both.
 */
export function registryOf(environment: Environment = process.env): string {
  return environment["ALT2IMG_REGISTRY"] || environment["npm_config_registry"] || "https://registry.npmjs.org/";
}
