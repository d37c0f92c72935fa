import type { GenerateOptions } from "@alt2img/diffusion/text-to-image";

type Fields = NonNullable<GenerateOptions["schedule"]>;

const plain = {
  use_karras_sigmas: false,
  use_exponential_sigmas: false,
  use_beta_sigmas: false,
  use_lu_lambdas: false,
} satisfies Fields;

/** What `--schedule` can be: how noise levels are spread, or which timesteps of the training are used. */
export const schedules: Readonly<Record<string, Fields>> = {
  karras: { ...plain, use_karras_sigmas: true },
  exponential: { ...plain, use_exponential_sigmas: true },
  beta: { ...plain, use_beta_sigmas: true },
  leading: { timestep_spacing: "leading" },
  linspace: { timestep_spacing: "linspace" },
  trailing: { timestep_spacing: "trailing" },
};
