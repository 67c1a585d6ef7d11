//! A picture of a landscape, written as PNG (RFC 2083) without compression.
//!
//! Owns: what is on it and its encoding. Never: a file's name.

const WIDTH: u32 = 320;
const HEIGHT: u32 = 240;
/// Two pixels a byte, and the filter's byte.
const ROW: usize = WIDTH as usize / 2 + 1;
const PIXELS: usize = ROW * HEIGHT as usize;
const COLOURS: usize = 16;
/// The picture as a stored block of deflate (RFC 1951) in its envelope (RFC 1950).
const DATA: usize = 2 + 5 + PIXELS + 4;
/// Every picture is as long as every other.
pub(super) const LENGTH: usize = 8 + (12 + 13) + (12 + COLOURS * 3) + (12 + DATA) + 12;

/// Skies from above to the horizon, then hills from far to near; one of these is drawn.
const SCENES: [[[u8; 3]; 4]; 4] = [
    [[94, 155, 214], [222, 236, 245], [112, 168, 122], [58, 110, 82]],
    [[88, 72, 138], [247, 178, 132], [138, 96, 128], [66, 48, 84]],
    [[120, 190, 196], [248, 240, 214], [196, 176, 122], [138, 110, 70]],
    [[58, 92, 146], [196, 214, 232], [150, 170, 190], [84, 104, 128]],
];
const SUN: [u8; 3] = [255, 236, 170];
/// The last colour but the hills' is the sun's.
const SUN_AT: u8 = 11;

/// The picture of that number.
pub(super) fn picture(number: u32) -> Vec<u8> {
    let mut file = Vec::with_capacity(LENGTH);
    file.extend(b"\x89PNG\r\n\x1a\n");
    let mut header = Vec::with_capacity(13);
    header.extend(WIDTH.to_be_bytes());
    header.extend(HEIGHT.to_be_bytes());
    // Four bits a pixel, of a palette; deflate, adaptive filters, not interlaced.
    header.extend([4, 3, 0, 0, 0]);
    chunk(&mut file, b"IHDR", &header);
    chunk(&mut file, b"PLTE", &palette(number));
    chunk(&mut file, b"IDAT", &stored(&pixels(number)));
    chunk(&mut file, b"IEND", &[]);
    file
}

/// Eleven colours of the sky, the sun, and four hills.
fn palette(number: u32) -> Vec<u8> {
    let [above, horizon, far, near] = SCENES[number as usize % SCENES.len()];
    let sky = (0..11).map(|step| between(above, horizon, step, 10));
    let hills = (0..4).map(|step| between(far, near, step, 3));
    sky.chain([SUN]).chain(hills).flatten().collect()
}

fn between(from: [u8; 3], to: [u8; 3], step: u32, of: u32) -> [u8; 3] {
    let mix =
        |place: usize| ((u32::from(from[place]) * (of - step) + u32::from(to[place]) * step) / of) as u8;
    [mix(0), mix(1), mix(2)]
}

fn pixels(number: u32) -> Vec<u8> {
    let mut pixels = Vec::with_capacity(PIXELS);
    for y in 0..HEIGHT {
        pixels.push(0);
        for pair in 0..WIDTH / 2 {
            pixels.push(colour(number, pair * 2, y) << 4 | colour(number, pair * 2 + 1, y));
        }
    }
    pixels
}

fn colour(number: u32, x: u32, y: u32) -> u8 {
    for hill in (0..4).rev() {
        if y >= crest(number, hill, x) {
            return 12 + hill as u8;
        }
    }
    let (sun_x, sun_y) = (60 + number % 200, 50 + number / 7 % 40);
    let (dx, dy) = (x.abs_diff(sun_x), y.abs_diff(sun_y));
    if dx * dx + dy * dy < 22 * 22 { SUN_AT } else { (y * 11 / 170).min(10) as u8 }
}

/// How far down a hill begins there: a parabola that comes again, so that no float is needed.
fn crest(number: u32, hill: u32, x: u32) -> u32 {
    let wide = 130 + hill * 45;
    let along = (x + number / (hill + 1) % wide) % wide;
    let from_middle = along.abs_diff(wide / 2);
    let high = 18 + number / (hill + 3) % 20;
    let dip = high * from_middle * from_middle * 4 / (wide * wide);
    120 + hill * 30 + dip
}

fn chunk(file: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let from = file.len();
    file.extend(name);
    file.extend(data);
    let sum = crc(&file[from..]);
    file.extend(sum.to_be_bytes());
}

/// One block that is stored as it is; the picture is shorter than the longest such.
fn stored(data: &[u8]) -> Vec<u8> {
    let length = data.len() as u16;
    let mut packed = Vec::with_capacity(DATA);
    packed.extend([0x78, 0x01, 1]);
    packed.extend(length.to_le_bytes());
    packed.extend((!length).to_le_bytes());
    packed.extend(data);
    packed.extend(adler(data).to_be_bytes());
    packed
}

fn crc(data: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 },
        )
    };
    !data.iter().fold(u32::MAX, step)
}

fn adler(data: &[u8]) -> u32 {
    let (low, high) = data.iter().fold((1, 0), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    high << 16 | low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_are_those_of_the_standards() {
        assert_eq!(crc(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc(b"IEND"), 0xAE42_6082);
        assert_eq!(adler(b"Wikipedia"), 0x11E6_0398);
    }

    #[test]
    fn every_picture_is_as_long_as_said_and_two_differ() {
        assert_eq!(picture(100_000).len(), LENGTH);
        assert_ne!(picture(100_000), picture(100_001));
        assert!(PIXELS < usize::from(u16::MAX));
    }
}
