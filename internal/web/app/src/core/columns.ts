/** The fields that each kind of table has; a test of the service holds them to its own. */
export const fields: Readonly<Record<string, readonly string[]>> = {
  actors: ["id", "name", "start", "end"],
  activities: ["id", "title", "start", "end"],
  collaborations: ["source", "target", "type", "directed", "weight", "confidence", "start", "end"],
  participations: ["actor", "activity", "role", "funding", "start", "end"],
};

/** What somebody said of one column: which field it holds, or that it is left out. */
export interface Said {
  readonly kind: string; // of table
  readonly header: string;
  readonly role: string; // a field's name, or ignored
  readonly was: string; // what it was taken for
}

export const leftOut = "ignored";

/** Adds a word on a column. "" takes it back; a field that another column was said to hold goes over to this one. */
export function say(list: readonly Said[], said: Said): Said[] {
  const rest = list.filter((other) => (said.kind === "" ? other.header !== said.header : other.kind !== said.kind) || (other.header !== said.header && (said.role === leftOut || other.role !== said.role)));
  return said.role === "" ? rest : [...rest, said];
}

export const roleOf = (list: readonly Said[], kind: string, header: string): string =>
  list.find((said) => said.kind === kind && said.header === header)?.role ?? "";

/** What was said of a column of a table whose kind is not known, as kind.role. */
export const anyRoleOf = (list: readonly Said[], header: string): string => {
  const said = list.find((other) => other.header === header);
  return said ? `${said.kind}.${said.role}` : "";
};

/** The same as the service takes it: KIND.FIELD=HEADER, and - for what is left out: the field that was found, or the column by its name. */
export const columnsAsked = (list: readonly Said[]): string[] =>
  list.map(({ kind, header, role, was }) => {
    if (role !== leftOut) return `${kind}.${role}=${header}`;
    return `${kind}.${fields[kind]?.includes(was) ? was : header}=-`;
  });
