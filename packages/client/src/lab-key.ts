/** What opens a lab: its id, and the token that came with it. */
export interface LabKey {
  lab: string;
  token: string;
}
