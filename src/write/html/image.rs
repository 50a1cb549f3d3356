//! Pictures of a page: inside it, or where the page finds them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::escape;

use crate::write::Illustrations;

/// Something to look at.
#[derive(Debug, Clone, Copy)]
pub enum Image<'a> {
    /// A chart, by its name.
    Chart(&'a str),
    /// A picture, by its path among the pictures.
    Picture(&'a str),
}

impl Image<'_> {
    /// The address that holds the whole image, for a page that needs nothing beside it.
    #[must_use]
    pub fn inside(self, illustrations: &Illustrations<'_>) -> Option<String> {
        let address = |kind: &str, bytes: &[u8]| format!("data:{kind};base64,{}", STANDARD.encode(bytes));
        match self {
            Self::Chart(name) => illustrations.charts.get(name).map(|svg| address("image/svg+xml", svg)),
            Self::Picture(path) => {
                let picture = illustrations.pictures.iter().find(|picture| picture.path == path);
                picture.map(|picture| address(&format!("image/{}", kind(path)), &picture.bytes))
            }
        }
    }
}

/// The kind of a picture, by the ending of its name.
#[must_use]
pub fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().map(str::to_ascii_lowercase).as_deref() {
        Some("png") => "png",
        Some("gif") => "gif",
        Some("webp") => "webp",
        _ => "jpeg",
    }
}

/// The element that shows an image; its description where there is none.
#[must_use]
pub fn image(address: Option<String>, alt: &str) -> String {
    let alt = escape(alt);
    match address {
        Some(address) => format!("<img alt=\"{alt}\" src=\"{}\">", escape(address.as_str())),
        None => format!("<span>{alt}</span>"),
    }
}
