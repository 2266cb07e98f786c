/** The version that stands in every record; raised with every release. */
export const engineVersion = '0.1.0';
