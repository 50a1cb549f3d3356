//! Every input is made here.

use image::{GrayAlphaImage, GrayImage, ImageBuffer, Luma, Rgb, RgbImage, Rgba, RgbaImage};

use super::*;

/// A picture with a colour of its own in each quarter, and no two rows alike.
fn coloured(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let shade = u8::try_from((x * 3 + y * 7) % 61).unwrap();
        match (x < width / 2, y < height / 2) {
            (true, true) => Rgb([200 + shade / 2, shade, shade]),
            (false, true) => Rgb([shade, 190 + shade, shade]),
            (true, false) => Rgb([shade, shade, 190 + shade]),
            (false, false) => Rgb([shade, shade, shade]),
        }
    })
}

fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    written(&image.into(), None, Kind::Png).unwrap()
}

fn jpeg(image: impl Into<DynamicImage>) -> Vec<u8> {
    written(&image.into(), None, Kind::Jpeg).unwrap()
}

/// A JPEG that says how it is to be turned.
fn turned(image: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
    let exif = [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", &[orientation, 0, 0, 0, 0, 0, 0, 0][..]].concat();
    encoder.set_exif_metadata(exif).unwrap();
    encoder.encode_image(image).unwrap();
    bytes
}

/// A PNG of this header, whose chunks after it are `before` and image data for these rows.
fn raw_png([width, height]: [u32; 2], [depth, colour, interlaced]: [u8; 3], before: &[u8], rows: &[u8]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[depth, colour, 0, 0, interlaced]].concat();
    [b"\x89PNG\r\n\x1a\n", &chunk(*b"IHDR", &header)[..], before, &chunk(*b"IDAT", &zlib(rows)), &chunk(*b"IEND", b"")]
        .concat()
}

fn chunk(name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [&name[..], data].concat();
    let step = |sum: u32| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
    let sum = !named.iter().fold(!0_u32, |sum, &byte| (0..8).fold(sum ^ u32::from(byte), |sum, _| step(sum)));
    [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &named, &sum.to_be_bytes()].concat()
}

/// Data as a zlib stream, stored as it is.
fn zlib(data: &[u8]) -> Vec<u8> {
    let blocks: Vec<_> = data.chunks(0xFFFF).collect();
    let mut bytes = vec![0x78, 0x01];
    for (at, block) in blocks.iter().enumerate() {
        let length = u16::try_from(block.len()).unwrap();
        bytes.push(u8::from(at + 1 == blocks.len()));
        bytes.extend(length.to_le_bytes());
        bytes.extend((!length).to_le_bytes());
        bytes.extend(*block);
    }
    let (low, high) = data.iter().fold((1_u32, 0_u32), |(low, high), &byte| {
        let low = (low + u32::from(byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    bytes.extend((high << 16 | low).to_be_bytes());
    bytes
}

/// Rows of bytes, all of one value, each after its filter.
fn rows(width: usize, height: usize, value: u8) -> Vec<u8> {
    [&[0][..], &vec![value; width]].concat().repeat(height)
}

/// Where the compressed data of a JPEG begins.
fn scan_start(bytes: &[u8]) -> usize {
    let header = bytes.windows(2).position(|pair| pair == [0xFF, 0xDA]).unwrap();
    header + 2 + usize::from(bytes[header + 3])
}

/// Where the frame header of a JPEG begins.
fn frame_start(bytes: &[u8]) -> usize {
    bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap()
}

#[track_caller]
fn same(bytes: &[u8], kind: Kind, width: u32, height: u32) {
    let sound = sound(bytes, kind).unwrap();
    assert!(matches!(sound.bytes, Cow::Borrowed(given) if given == bytes));
    assert_eq!((sound.width, sound.height), (width, height));
}

#[track_caller]
fn refused(bytes: &[u8], kind: Kind, fault: Fault) {
    assert_eq!(sound(bytes, kind), Err(fault));
}

#[test]
fn ordinary_pictures_keep_their_bytes() {
    let image = DynamicImage::from(coloured(90, 60));
    let pictures = [image.to_luma8().into(), image.to_luma_alpha8().into(), image.to_rgba8().into(), image];
    for image in pictures {
        same(&png(image.clone()), Kind::Png, 90, 60);
        if !image.color().has_alpha() {
            same(&jpeg(image), Kind::Jpeg, 90, 60);
        }
    }
    same(&png(coloured(2_400, 70)), Kind::Png, 2_400, 70);
    same(&[png(coloured(9, 8)), vec![7; 100]].concat(), Kind::Png, 9, 8);
    same(&[jpeg(coloured(9, 8)), vec![7; 100]].concat(), Kind::Jpeg, 9, 8);
}

#[test]
fn pngs_of_all_kinds_are_read() {
    let palette = chunk(*b"PLTE", &[255, 0, 0, 0, 255, 0]);
    let see_through = [&palette[..], &chunk(*b"tRNS", &[0, 128])].concat();
    same(&raw_png([20, 10], [8, 3, 0], &see_through, &rows(20, 10, 1)), Kind::Png, 20, 10);
    same(&raw_png([20, 10], [1, 3, 0], &palette, &rows(3, 10, 0xAA)), Kind::Png, 20, 10);
    same(&raw_png([20, 10], [1, 0, 0], b"", &rows(3, 10, 0xAA)), Kind::Png, 20, 10);
    same(&raw_png([20, 10], [8, 4, 0], b"", &rows(40, 10, 99)), Kind::Png, 20, 10);
    // Seven passes of a picture of 8 × 8 pixels: so many rows of so many pixels.
    let passes = [(1, 1), (1, 1), (2, 1), (2, 2), (4, 2), (4, 4), (8, 4)];
    let interlaced: Vec<_> = passes.iter().flat_map(|&(width, height)| rows(width * 3, height, 7)).collect();
    same(&raw_png([8, 8], [8, 2, 1], b"", &interlaced), Kind::Png, 8, 8);
    refused(&raw_png([8, 8], [8, 2, 1], b"", &interlaced[1..]), Kind::Png, Fault::Cut);
    refused(&raw_png([8, 8], [8, 2, 1], b"", &rows(24, 8, 7)), Kind::Png, Fault::Cut);
}

#[test]
fn sixteen_bits_become_eight() {
    let deep: ImageBuffer<Luma<u16>, _> =
        ImageBuffer::from_fn(30, 20, |x, _| Luma([u16::try_from(x).unwrap() * 0x0808]));
    let clear: ImageBuffer<Rgba<u16>, _> = ImageBuffer::from_pixel(30, 20, Rgba([0xFFFF, 0, 0x8080, 0x4040]));
    for (image, first) in [(DynamicImage::from(deep), [0, 0, 0, 255]), (clear.into(), [255, 0, 128, 64])] {
        let bytes = png(image);
        let sound = sound(&bytes, Kind::Png).unwrap();
        let read = image::load_from_memory(&sound.bytes).unwrap();
        assert_eq!(
            (read.color().bytes_per_pixel(), read.width(), sound.height),
            (read.color().channel_count(), 30, 20)
        );
        assert_eq!(read.to_rgba8().get_pixel(0, 0).0, first);
    }
}

#[test]
fn cut_or_damaged_pngs_are_refused() {
    let whole = png(coloured(60, 40));
    let end = whole.len();
    for length in [0, 5, 8, 20, 40, end * 3 / 10, end / 2, end * 9 / 10, end - 12, end - 1] {
        refused(&whole[..length], Kind::Png, Fault::Cut);
    }
    // A side, the header's checksum, the data, its checksum.
    for at in [19, 29, end / 2, end - 14] {
        let mut broken = whole.clone();
        broken[at] ^= 0x10;
        refused(&broken, Kind::Png, Fault::Damaged);
    }
    let plain = |colour: u8, before: &[u8], rows: &[u8]| raw_png([20, 10], [8, colour, 0], before, rows);
    refused(&plain(5, b"", &rows(60, 10, 1)), Kind::Png, Fault::Damaged);
    refused(&plain(3, b"", &rows(20, 10, 1)), Kind::Png, Fault::Damaged);
    refused(&plain(2, b"", &rows(60, 9, 1)), Kind::Png, Fault::Cut);
    refused(&plain(2, b"", &rows(60, 11, 1)), Kind::Png, Fault::TooMuch);
    refused(&plain(2, b"", &[9; 610]), Kind::Png, Fault::Damaged);
    refused(&jpeg(coloured(60, 40)), Kind::Png, Fault::Damaged);
    let mut text = chunk(*b"tEXt", b"Title\0x");
    text[14] ^= 1;
    refused(&plain(2, &text, &rows(60, 10, 1)), Kind::Png, Fault::Damaged);
    let no_data = [&whole[..33], &whole[end - 12..]].concat();
    refused(&no_data, Kind::Png, Fault::Cut);
    let mut sum = zlib(&rows(60, 10, 1));
    *sum.last_mut().unwrap() ^= 1;
    let header = &raw_png([20, 10], [8, 2, 0], b"", b"")[..33];
    refused(&[header, &chunk(*b"IDAT", &sum), &chunk(*b"IEND", b"")].concat(), Kind::Png, Fault::Damaged);
}

#[test]
fn what_expands_beyond_all_bounds_is_refused() {
    let with = |name: [u8; 4], before: &[u8], size: usize| {
        let data = [before, &zlib(&vec![7; size])].concat();
        raw_png([20, 10], [8, 2, 0], &chunk(name, &data), &rows(60, 10, 1))
    };
    for (name, before) in [(*b"iCCP", &b"icc\0\0"[..]), (*b"zTXt", b"Comment\0\0"), (*b"iTXt", b"XML\0\x01\0\0\0")] {
        same(&with(name, before, 3 << 20), Kind::Png, 20, 10);
        refused(&with(name, before, 5 << 20), Kind::Png, Fault::TooMuch);
    }
    same(&with(*b"iTXt", b"XML\0\0\0\0\0", 5 << 20), Kind::Png, 20, 10);
    refused(&raw_png([6_000, 6_000], [16, 6, 0], b"", b""), Kind::Png, Fault::TooMuch);
}

#[test]
fn odd_sizes_are_refused() {
    for (width, height, fault) in [
        (0, 9, Fault::Degenerate { width: 0, height: 9 }),
        (9, 0, Fault::Degenerate { width: 9, height: 0 }),
        (7, 90, Fault::Degenerate { width: 7, height: 90 }),
        (10, 401, Fault::Degenerate { width: 10, height: 401 }),
        (16_385, 1_000, Fault::TooLong { width: 16_385, height: 1_000 }),
        (8_000, 5_001, Fault::TooManyPixels { width: 8_000, height: 5_001 }),
    ] {
        refused(&raw_png([width, height], [8, 0, 0], b"", b""), Kind::Png, fault);
        let mut bytes = jpeg(coloured(9, 8));
        let at = frame_start(&bytes) + 5;
        bytes[at..at + 2].copy_from_slice(&u16::try_from(height).unwrap().to_be_bytes());
        bytes[at + 2..at + 4].copy_from_slice(&u16::try_from(width).unwrap().to_be_bytes());
        refused(&bytes, Kind::Jpeg, fault);
    }
    same(&png(coloured(8, 320)), Kind::Png, 8, 320);
}

#[test]
fn cut_jpegs_are_refused() {
    for whole in [jpeg(coloured(200, 160)), jpeg(DynamicImage::from(coloured(200, 160)).to_luma8())] {
        let end = whole.len();
        for length in [0, 1, 2, 30, end * 3 / 10, end / 2, end * 9 / 10, end * 99 / 100, end - 4] {
            refused(&whole[..length], Kind::Jpeg, Fault::Cut);
            if length > scan_start(&whole) {
                refused(&[&whole[..length], &[0xFF, 0xD9]].concat(), Kind::Jpeg, Fault::Cut);
            }
        }
        let mended = sound(&whole[..end - 2], Kind::Jpeg).unwrap();
        assert!(mended.bytes == whole && (mended.width, mended.height) == (200, 160));
        // It says to be higher than it is.
        let mut higher = whole.clone();
        higher[frame_start(&whole) + 5] += 1;
        refused(&higher, Kind::Jpeg, Fault::Cut);
    }
}

#[test]
fn damaged_jpegs_are_refused() {
    let byte = |value: u32| u8::try_from(value % 256).unwrap();
    let whole = jpeg(RgbImage::from_fn(200, 160, |x, y| Rgb([byte(x + y), byte(y + x * x / 90), byte(x * y / 30)])));
    let (start, end) = (scan_start(&whole), whole.len() - 2);
    for value in [0x55, 0xA3, 0xFE] {
        for at in (start..end - 200).step_by(97) {
            let mut broken = whole.clone();
            broken[at..at + 200].fill(value);
            assert!(sound(&broken, Kind::Jpeg).is_err(), "{value} at {at}");
        }
    }
    // Room was made for the file, but not all of it came.
    for at in (start..end - 400).step_by(97) {
        let broken = [&whole[..at], &vec![0; whole.len() - at]].concat();
        assert!(sound(&broken, Kind::Jpeg).is_err(), "{at}");
    }
    for gone in [100, 500, 1_000] {
        let shorter = [&whole[..start + 700], &whole[start + 700 + gone..]].concat();
        assert!(sound(&shorter, Kind::Jpeg).is_err());
    }
    refused(&[&whole[..end], b"more", &whole[end..]].concat(), Kind::Jpeg, Fault::Damaged);
    refused(&[&whole[..start + 500], &[0xFF, 0xD0], &whole[start + 500..]].concat(), Kind::Jpeg, Fault::Damaged);
    same(&[&whole[..end], &[0, 0], &whole[end..]].concat(), Kind::Jpeg, 200, 160);
    refused(&png(coloured(9, 8)), Kind::Jpeg, Fault::Damaged);
}

#[test]
fn jpegs_that_nobody_reads_are_refused() {
    let whole = jpeg(coloured(60, 40));
    let frame = frame_start(&whole);
    let changed = |at: usize, value: u8| {
        let mut bytes = whole.clone();
        bytes[frame + at] = value;
        bytes
    };
    for scheme in [0xC3, 0xC5, 0xC9, 0xCA, 0xCB] {
        refused(&changed(1, scheme), Kind::Jpeg, Fault::Unsupported);
    }
    refused(&changed(4, 12), Kind::Jpeg, Fault::Unsupported);
    refused(&changed(9, 4), Kind::Jpeg, Fault::Cmyk);
    refused(&changed(9, 2), Kind::Jpeg, Fault::Unsupported);
    // Red, green and blue by Adobe's word alone: Typst does not read it.
    let adobe = b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0\0";
    refused(&[&whole[..frame], adobe, &whole[frame..]].concat(), Kind::Jpeg, Fault::Unsupported);
}

/// A grey progressive JPEG of 16 × 8 samples: the mean in two scans, the rest in two.
fn progressive(last_scan: bool) -> Vec<u8> {
    let steps = [&b"\xFF\xDB\0\x43\0"[..], &[4; 64]].concat();
    let frame = b"\xFF\xC2\0\x0B\x08\0\x08\0\x10\x01\x01\x11\0";
    // One bit each: 0 is nothing, 10 is a value of four bits (the mean), or of one bit (the rest).
    let means = b"\xFF\xC4\0\x15\0\x01\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x04";
    let others = b"\xFF\xC4\0\x15\x10\x01\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01";
    let scan =
        |from: u8, to: u8, bits: u8, data: &[u8]| [&b"\xFF\xDA\0\x08\x01\x01\0"[..], &[from, to, bits], data].concat();
    let mut bytes = [b"\xFF\xD8", &steps[..], frame, means, others].concat();
    // +15, then the same; a low bit each; one coefficient, then nothing; another, nothing, the correction of the first.
    bytes.extend(scan(0, 0, 0x01, &[0b1011_1101]));
    bytes.extend(scan(0, 0, 0x10, &[0b1011_1111]));
    bytes.extend(scan(1, 63, 0x01, &[0b1010_0111]));
    if last_scan {
        bytes.extend(scan(1, 63, 0x10, &[0b0101_1111]));
    }
    bytes.extend([0xFF, 0xD9]);
    bytes
}

#[test]
fn progressive_jpegs_are_followed_to_the_last_bit() {
    same(&progressive(true), Kind::Jpeg, 16, 8);
    refused(&progressive(false), Kind::Jpeg, Fault::Cut);
    let whole = progressive(true);
    for length in scan_start(&whole)..whole.len() - 2 {
        assert_eq!(sound(&whole[..length], Kind::Jpeg), Err(Fault::Cut), "{length}");
    }
    // Few enough pixels, but the decoder would hold all coefficients of three colours besides.
    let frame = b"\xFF\xC2\0\x11\x08\x18\0\x18\0\x03\x01\x11\0\x02\x11\0\x03\x11\0";
    let scan = b"\xFF\xDA\0\x0C\x03\x01\0\x02\0\x03\0\0\0\0";
    refused(&[b"\xFF\xD8", &frame[..], scan].concat(), Kind::Jpeg, Fault::TooMuch);
}

#[test]
fn large_pictures_are_scaled_down() {
    let bytes = jpeg(coloured(2_500, 500));
    let small = sound(&bytes, Kind::Jpeg).unwrap();
    assert_eq!((small.width, small.height), (2_000, 400));
    assert_eq!(Ok(&small), sound(&bytes, Kind::Jpeg).as_ref(), "the same every time");
    same(&small.bytes, Kind::Jpeg, 2_000, 400);
    let bytes = png(DynamicImage::from(coloured(300, 4_100)).to_luma8());
    let small = sound(&bytes, Kind::Png).unwrap();
    assert_eq!((small.width, small.height), (146, 2_000));
    same(&small.bytes, Kind::Png, 146, 2_000);
}

#[test]
fn alpha_is_kept_and_unseen_colours_stay_unseen() {
    // Red beside black that cannot be seen.
    let clear =
        RgbaImage::from_fn(4_101, 200, |x, _| if x / 3 % 2 == 0 { Rgba([255, 0, 0, 255]) } else { Rgba([0; 4]) });
    let bytes = png(clear);
    let small = image::load_from_memory(&sound(&bytes, Kind::Png).unwrap().bytes).unwrap().to_rgba8();
    assert!(small.pixels().any(|pixel| pixel[3] < 200 && pixel[3] > 50));
    assert!(small.pixels().all(|pixel| pixel[3] == 0 || pixel[0] > 250 && pixel[1] == 0));
    let bytes = png(GrayAlphaImage::from_pixel(2_500, 100, image::LumaA([200, 10])));
    let small = image::load_from_memory(&sound(&bytes, Kind::Png).unwrap().bytes).unwrap();
    assert_eq!(small.color(), image::ColorType::La8);
    assert!(small.to_luma_alpha8().pixels().all(|pixel| pixel[0].abs_diff(200) < 13 && pixel[1] == 10));
}

#[test]
fn exif_turns_what_is_written_again() {
    for orientation in 1..=8 {
        let lies = orientation > 4;
        let (width, height) = if lies { (60, 90) } else { (90, 60) };
        same(&turned(&coloured(90, 60), orientation), Kind::Jpeg, width, height);
        let bytes = turned(&coloured(3_000, 600), orientation);
        let small = sound(&bytes, Kind::Jpeg).unwrap();
        assert_eq!((small.width, small.height), if lies { (400, 2_000) } else { (2_000, 400) });
        let read = image::load_from_memory(&small.bytes).unwrap().to_rgb8();
        assert_eq!(read.dimensions(), (small.width, small.height));
        let reddish = |pixel: &Rgb<u8>| pixel[0] > 150 && pixel[2] < 120;
        // Where the upper left quarter comes to be.
        let (right, low) = match orientation {
            1 | 5 => (false, false),
            2 | 6 => (true, false),
            3 | 7 => (true, true),
            _ => (false, true),
        };
        let at = |far: bool, side: u32| if far { side - 30 } else { 30 };
        for (x, y) in [(false, false), (true, false), (false, true), (true, true)] {
            let pixel = read.get_pixel(at(x, small.width), at(y, small.height));
            assert_eq!(reddish(pixel), (x, y) == (right, low), "{orientation} {x} {y} {pixel:?}");
        }
    }
}

#[test]
fn profiles_are_kept() {
    let image = DynamicImage::from(GrayImage::from_pixel(2_500, 100, Luma([9])));
    let profile = vec![5; 3_000];
    for kind in [Kind::Png, Kind::Jpeg] {
        let bytes = written(&image, Some(profile.clone()), kind).unwrap();
        let small = sound(&bytes, kind).unwrap();
        let kept = match kind {
            Kind::Png => PngDecoder::new(Cursor::new(&small.bytes)).unwrap().icc_profile(),
            Kind::Jpeg => JpegDecoder::new(Cursor::new(&small.bytes)).unwrap().icc_profile(),
        };
        assert_eq!((small.width, kept.unwrap().as_ref()), (2_000, Some(&profile)));
    }
}
