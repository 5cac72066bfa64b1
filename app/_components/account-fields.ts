/** Fields that several forms share, with the names that password managers and phones recognize. */
export const email = {
  label: "Email",
  name: "email",
  type: "email",
  autoComplete: "username",
  autoCapitalize: "none",
  spellCheck: false,
  required: true,
} as const;

export const currentPassword = {
  label: "Password",
  name: "password",
  type: "password",
  autoComplete: "current-password",
  required: true,
} as const;

export const newPassword = {
  label: "New password",
  name: "password",
  type: "password",
  autoComplete: "new-password",
  minLength: 8,
  required: true,
  hint: "At least 8 characters. A few unrelated words work best.",
} as const;

export const code = {
  label: "Code",
  name: "code",
  inputMode: "numeric",
  autoComplete: "one-time-code",
  required: true,
  hint: "The six digits from our email.",
} as const;
