/** A place as east longitude and north latitude. */
export type Place = readonly [east: number, north: number];

/**
 * Finland's outline, drawn by hand for this map: coast and borders to a few kilometres in the south and some ten in the north. The
 * mainland runs from Virolahti westwards; Åland is an island of its own.
 */
export const mainland: readonly Place[] = [
  [27.8, 60.53], [26.95, 60.42], [26.2, 60.38], [25.6, 60.25], [24.95, 60.13], [24.4, 59.98], [23.5, 59.95], [22.95, 59.82], [22.5, 60.0], [21.8, 60.1],
  [21.4, 60.35], [21.25, 60.65], [21.35, 60.9], [21.45, 61.2], [21.5, 61.6], [21.4, 61.95], [21.25, 62.3], [21.1, 62.6], [21.2, 63.0], [21.2, 63.25],
  [21.9, 63.4], [22.4, 63.65], [22.9, 63.88], [23.4, 64.05], [23.9, 64.35], [24.4, 64.7], [24.9, 64.95], [25.35, 65.05], [25.2, 65.4], [24.9, 65.65],
  [24.15, 65.8], [23.75, 66.2], [23.95, 66.8], [23.6, 67.3], [23.5, 67.9], [22.9, 68.2], [22.4, 68.45], [21.6, 68.75], [20.6, 69.05], [21.2, 69.3],
  [21.7, 69.25], [22.3, 68.85], [23.1, 68.65], [23.8, 68.8], [24.9, 68.58], [25.6, 68.88], [25.75, 69.3], [26.1, 69.75], [26.6, 69.95], [27.2, 69.95],
  [27.95, 70.08], [28.5, 69.8], [29.2, 69.6], [28.9, 69.05], [28.45, 68.85], [28.6, 68.2], [29.6, 67.8], [29.95, 67.65], [29.1, 66.9], [29.95, 66.1],
  [30.1, 65.7], [29.7, 65.3], [29.75, 64.8], [30.4, 64.25], [30.4, 63.9], [30.0, 63.75], [30.9, 63.35], [31.55, 62.92], [31.2, 62.5], [30.6, 62.2],
  [30.0, 61.8], [29.3, 61.3], [28.6, 61.05],
];
export const aaland: readonly Place[] = [[19.5, 60.2], [19.7, 60.4], [20.2, 60.42], [20.5, 60.25], [20.2, 60.03], [19.75, 60.02]];

/** A region: about its middle, and what it is called in Finnish, Swedish and English. */
export interface Region {
  readonly middle: Place;
  readonly names: readonly string[];
}

/** The nineteen regions; Åland comes last. */
export const regions: readonly Region[] = [
  { middle: [24.9, 60.35], names: ["Uusimaa", "Nyland", "Helsinki-Uusimaa"] },
  { middle: [22.45, 60.55], names: ["Varsinais-Suomi", "Egentliga Finland", "Southwest Finland", "Finland Proper"] },
  { middle: [22.1, 61.5], names: ["Satakunta"] },
  { middle: [24.2, 60.93], names: ["Kanta-Häme", "Egentliga Tavastland", "Tavastia Proper"] },
  { middle: [23.75, 61.8], names: ["Pirkanmaa", "Birkaland", "Tampere Region"] },
  { middle: [25.75, 61.25], names: ["Päijät-Häme", "Päijänne-Tavastland", "Päijänne Tavastia"] },
  { middle: [26.85, 60.8], names: ["Kymenlaakso", "Kymmenedalen", "Kymmene Valley"] },
  { middle: [28.4, 61.2], names: ["Etelä-Karjala", "Södra Karelen", "South Karelia"] },
  { middle: [27.6, 61.95], names: ["Etelä-Savo", "Södra Savolax", "South Savo", "Southern Savonia"] },
  { middle: [27.5, 63.2], names: ["Pohjois-Savo", "Norra Savolax", "North Savo", "Northern Savonia"] },
  { middle: [30.0, 62.8], names: ["Pohjois-Karjala", "Norra Karelen", "North Karelia"] },
  { middle: [25.4, 62.5], names: ["Keski-Suomi", "Mellersta Finland", "Central Finland"] },
  { middle: [23.3, 62.75], names: ["Etelä-Pohjanmaa", "Södra Österbotten", "South Ostrobothnia", "Southern Ostrobothnia"] },
  { middle: [21.9, 63.05], names: ["Pohjanmaa", "Österbotten", "Ostrobothnia"] },
  { middle: [23.9, 63.7], names: ["Keski-Pohjanmaa", "Mellersta Österbotten", "Central Ostrobothnia"] },
  { middle: [26.3, 65.0], names: ["Pohjois-Pohjanmaa", "Norra Österbotten", "North Ostrobothnia", "Northern Ostrobothnia"] },
  { middle: [28.6, 64.35], names: ["Kainuu", "Kajanaland"] },
  { middle: [26.2, 67.4], names: ["Lappi", "Lappland", "Lapland"] },
  { middle: [20.0, 60.22], names: ["Ahvenanmaa", "Åland", "Åland Islands"] },
];
