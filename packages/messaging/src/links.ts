/** Where notices and letters lead: paths of the web app, kept in one place because letters outlive deployments. */
export const LINKS = {
  seller: '/seller',
  cards: '/seller/cards',
  cardsToCorrect: '/seller/cards?invalid=1',
  cardsToComplete: '/seller/cards?status=published&completeness=incomplete',
  offers: '/seller/offers',
  offersToCorrect: '/seller/offers?state=to_correct',
  card: (cardId: number) => `/seller/cards/${cardId}`,
  changeSet: (id: number) => `/admin/changes/${id}`,
  invitations: '/account/invitations',
} as const;
