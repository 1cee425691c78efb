/** Addresses of a stored picture's renditions; the server keeps 160, 480, 960 and 1600 pixels. */
export const pictureUrl = (id: string, size: 160 | 480 | 960 | 1600): string => `/files/${id}?size=${size}`;

export const pictureSet = (id: string): { src: string; srcSet: string } => ({
  src: pictureUrl(id, 480),
  srcSet: `${pictureUrl(id, 160)} 160w, ${pictureUrl(id, 480)} 480w, ${pictureUrl(id, 960)} 960w`,
});
