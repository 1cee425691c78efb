import { messages } from '../define.ts';

/** Letters: subject, text and the one button of each. */
export const emails = messages({
  en: {
    greeting: 'Hello, {name}!',
    greetingNoName: 'Hello!',
    signature: 'Yarmarka',
    ignore: 'If it was not you, do nothing: nothing will change.',
    verifyEmail: { subject: 'Confirm your e-mail', text: 'Open the link to confirm this address for your Yarmarka account.', button: 'Confirm the address' },
    resetPassword: {
      subject: 'New password for Yarmarka',
      text: 'Someone asked to reset the password of your account. The link works for one hour and once.',
      button: 'Set a new password',
    },
    passwordChanged: {
      subject: 'Your password was changed',
      text: 'The password of your account was changed on {date}. If it was not you, reset it at once and write to us.',
      button: 'Reset the password',
    },
  },
  ru: {
    greeting: 'Здравствуйте, {name}!',
    greetingNoName: 'Здравствуйте!',
    signature: 'Ярмарка',
    ignore: 'Если это были не вы, ничего не делайте: ничего не изменится.',
    verifyEmail: {
      subject: 'Подтвердите почту',
      text: 'Откройте ссылку, чтобы подтвердить этот адрес для учётной записи на Ярмарке.',
      button: 'Подтвердить адрес',
    },
    resetPassword: {
      subject: 'Новый пароль на Ярмарке',
      text: 'Для вашей учётной записи запросили смену пароля. Ссылка действует один час и срабатывает один раз.',
      button: 'Задать новый пароль',
    },
    passwordChanged: {
      subject: 'Ваш пароль изменён',
      text: 'Пароль вашей учётной записи изменён {date}. Если это были не вы, сразу смените его и напишите нам.',
      button: 'Сменить пароль',
    },
  },
});
