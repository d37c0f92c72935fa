/** The worker thread for pictures, relative to this file or to `dist/fetch/index.js`, of which it becomes a part. */
export const pictureThreadUrl = (): URL => new URL("../../dist/fetch/picture-thread.js", import.meta.url);
