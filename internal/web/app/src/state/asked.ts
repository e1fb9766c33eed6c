import type { Subject } from "../api/client";

/** What is asked about, at a revision: another revision is another question. */
export type Asked = Subject & { readonly revision: number };
