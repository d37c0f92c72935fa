/** Builds as users do. Vitest sets `NODE_ENV` to `test`, by which Vite would choose the development builds of libraries. */
export async function inProduction<Result>(build: () => Promise<Result>): Promise<Result> {
  const { NODE_ENV: before } = process.env;
  process.env["NODE_ENV"] = "production";
  try {
    return await build();
  } finally {
    process.env["NODE_ENV"] = before;
  }
}
