/** Id of an asset: the digest of its bytes. */
export type AssetId = string;
