/* Reads QR codes from the camera: by the browser's own detector, else by a decoder that is loaded only then. */
const EVERY = 120; // milliseconds between two looks
const SIDE = 480; // of the square that the decoder looks at

async function detector(decoder) {
  if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
    const own = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await own.detect(video))[0]?.rawValue;
  }
  const { decodeQR } = await import(decoder);
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d", { willReadFrequently: true });
  canvas.width = canvas.height = SIDE;
  return async (video) => {
    const side = Math.min(video.videoWidth, video.videoHeight);
    const left = (video.videoWidth - side) / 2, top = (video.videoHeight - side) / 2;
    pen.drawImage(video, left, top, side, side, 0, 0, SIDE, SIDE);
    try {
      return decodeQR(pen.getImageData(0, 0, SIDE, SIDE));
    } catch {
      return undefined; // no QR in sight
    }
  };
}

/* Gives a function that stops it. `found` is called once for each QR that comes into sight. Rejects without a camera. */
export async function startCamera(video, decoder, found) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  const read = await detector(decoder);
  video.srcObject = stream;
  await video.play();
  let last = "", gone = 0, running = true;
  (async () => {
    while (running) {
      const text = video.videoWidth ? await read(video) : undefined;
      gone = text ? 0 : gone + 1;
      if (gone > 8) last = "";
      if (text && text !== last) found((last = text));
      await new Promise((next) => setTimeout(next, EVERY));
    }
  })();
  return () => {
    running = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
