/** A graphics card, as WebGPU describes it. */
export type Gpu = {
  /** Vendor and architecture, as far as the browser gives them. */
  readonly name: string;
  /** Whether it is software on the CPU. */
  readonly isSoftware: boolean;
};

type Adapter = {
  readonly isFallbackAdapter?: boolean;
  readonly info?: { readonly vendor: string; readonly architecture: string; readonly isFallbackAdapter?: boolean };
};

/** `undefined` if there is no WebGPU or no adapter. */
export async function requestGpu(): Promise<Gpu | undefined> {
  const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<Adapter | null> } };
  const adapter = await gpu?.requestAdapter().catch(() => null);
  if (adapter === null || adapter === undefined) return undefined;
  const { vendor = "", architecture = "", isFallbackAdapter = adapter.isFallbackAdapter } = adapter.info ?? {};
  return {
    name: [vendor, architecture].filter(Boolean).join(" ") || "unknown",
    isSoftware: isFallbackAdapter === true || architecture === "swiftshader",
  };
}
