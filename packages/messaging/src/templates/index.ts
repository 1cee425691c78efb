export type MailParams = Readonly<Record<string, string | number>>;
