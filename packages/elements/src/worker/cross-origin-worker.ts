/**
 * In the files for a CDN, this stands for `Worker`: a page can't start a worker from another origin, but one of its own, in a blob,
 * which imports the script.
 */
class CrossOriginWorker extends globalThis.Worker {
  constructor(url: string | URL, options?: WorkerOptions) {
    const { href, origin } = new URL(url, globalThis.location.href);
    const script = `import ${JSON.stringify(href)};`;
    super(
      origin === globalThis.location.origin
        ? href
        : URL.createObjectURL(new Blob([script], { type: "text/javascript" })),
      options,
    );
  }
}

export { CrossOriginWorker as Worker };
