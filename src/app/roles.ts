/** What people and programs at a desk may do on its server. */
export const ROLES = ["owner", "agent", "reader", "mailer"] as const;
export type Role = (typeof ROLES)[number];

/** By role, what it is called on the server. */
export type RoleNames = Readonly<Partial<Record<Role, string>>>;
