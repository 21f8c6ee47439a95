/** Pixels on one side of a canvas that every browser draws. */
export const MAX_PNG_SIDE = 16_384;

/** Paints a picture, at twice its size where there is room for that. Rejects where the browser cannot. */
export async function svgToPng(picture: { svg: string; width: number; height: number }): Promise<Blob> {
  const { svg, width, height } = picture;
  const scale = Math.max(width, height) * 2 <= MAX_PNG_SIDE ? 2 : 1;
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(width * scale);
    canvas.height = Math.ceil(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (png === null) throw new Error("The browser painted nothing.");
    return png;
  } finally {
    URL.revokeObjectURL(url);
  }
}
