import { asciiOf, charactersOf, type HexPlace, hexOf, offsetOf } from "./hex.js";

interface HexRowProps {
  place: HexPlace;
  /** The number of the first byte. */
  offset: number;
  /** Characters of UTF-8 beside the digits, rather than ASCII. */
  hasText: boolean;
}

/** One row of a hex dump. */
export function HexRow({ place, offset, hasText }: HexRowProps) {
  return (
    <>
      <span className="hex-offset">{offsetOf(offset)}</span>
      <span className="hex-digits">{hexOf(place)}</span>
      {hasText ? (
        <span className="hex-text">
          {charactersOf(place).map(({ text, kind }, index) => (
            <span key={index} className={`hex-${kind}`}>
              {text}
            </span>
          ))}
        </span>
      ) : (
        <span className="hex-text">{asciiOf(place)}</span>
      )}
    </>
  );
}
