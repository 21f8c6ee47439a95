/** Pixels on one side of a canvas that every browser draws. */
export const MAX_PNG_SIDE = 16_384;

/** Pixels of a canvas in all: each takes four bytes of memory while it is painted. */
const MAX_PNG_PIXELS = 120_000_000;

/** On a screen of high resolution, and on paper, a picture at its own size is blurred. */
const SHARP = 2;

interface Size {
  width: number;
  height: number;
}

/** No canvas of this size could be painted: the browser has too little memory. Its message is the size. */
export class PictureTooLarge extends Error {
  constructor({ width, height }: Size) {
    super(`${width} × ${height} px`);
    this.name = "PictureTooLarge";
  }
}

/** How large a picture is painted: twice its size, its size, or less where it would be more than browsers draw. */
export function pngScale({ width, height }: Size): number {
  const most = Math.min(MAX_PNG_SIDE / Math.max(width, height), Math.sqrt(MAX_PNG_PIXELS / (width * height)));
  return most >= SHARP ? SHARP : Math.min(1, most);
}

/** Paints a picture. Rejects with `PictureTooLarge` where the browser cannot. */
export async function svgToPng({ svg, width, height }: Size & { svg: string }): Promise<Blob> {
  const scale = pngScale({ width, height });
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(width * scale);
    canvas.height = Math.floor(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (png === null) throw new PictureTooLarge({ width: canvas.width, height: canvas.height });
    return png;
  } finally {
    URL.revokeObjectURL(url);
  }
}
