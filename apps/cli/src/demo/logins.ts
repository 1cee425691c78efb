/** Sign-ins of the demo data: one for each role, and sellers in three states of their work. Never created without the demo. */
export const DEMO_LOGINS: readonly { role: 'admin' | 'moderator' | 'editor' | 'seller' | 'buyer'; email: string; password: string; seller?: string }[] = [
  { role: 'admin', email: 'admin@yarmarka.example', password: 'demo-admin-2026' },
  { role: 'moderator', email: 'moderator@yarmarka.example', password: 'demo-moderator-2026' },
  { role: 'editor', email: 'editor@yarmarka.example', password: 'demo-editor-2026' },
  { role: 'buyer', email: 'buyer@yarmarka.example', password: 'demo-buyer-2026' },
  { role: 'seller', email: 'seller@yarmarka.example', password: 'demo-seller-2026', seller: 'voltara' },
  { role: 'seller', email: 'seller2@yarmarka.example', password: 'demo-seller2-2026', seller: 'ploshchad' },
  { role: 'seller', email: 'newseller@yarmarka.example', password: 'demo-newseller-2026', seller: 'trakt' },
];
