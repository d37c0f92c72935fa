type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The registry that npm is set to: `npx` and `npm run` say it, as npm does for its own children; otherwise npm's default.
 * `ALT2IMG_REGISTRY` overrides both.
 */
export function registryOf(environment: Environment = process.env): string {
  return environment["ALT2IMG_REGISTRY"] || environment["npm_config_registry"] || "https://registry.npmjs.org/";
}
