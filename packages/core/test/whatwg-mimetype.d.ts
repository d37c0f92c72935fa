// The reference has no types of its own.
declare module "whatwg-mimetype" {
  export class MIMEType {
    static parse(text: string): MIMEType | null;
    readonly essence: string;
    readonly parameters: Iterable<[name: string, value: string]>;
  }
}
