//! Where in the files each mapping stands.

use super::{Declared, File, Mapping, Names, Shape, plan, settings, sign_off, submission};
use crate::source::Keys;

/// Where a mapping stands.
#[derive(Debug, Clone)]
pub struct Place {
    /// The mapping.
    pub mapping: &'static Mapping,
    /// The place in words: 「项目:」下面的某一项里.
    pub words: String,
    /// The names it stands under, if it does.
    pub names: Option<Names>,
    /// Whether it is one item of a list.
    pub listed: bool,
}

impl File {
    /// The mapping at the outermost level; of the signatures, each record.
    #[must_use]
    pub const fn root(self) -> &'static Mapping {
        match self {
            Self::Plan => plan::Plan::MAPPING,
            Self::Settings => settings::Settings::MAPPING,
            Self::Submission => submission::Submission::MAPPING,
            Self::SignOff => sign_off::SignOff::MAPPING,
        }
    }

    /// Every mapping where it stands, from the outside in. One that stands in two places is there twice.
    #[must_use]
    pub fn places(self) -> Vec<Place> {
        let words = "文件的最外层（行首不空格）".to_owned();
        let mut places = vec![Place { mapping: self.root(), words, names: None, listed: false }];
        inside(self.root(), &mut places);
        places
    }

    /// The keys by which a line of a broken file is known as an entry.
    #[must_use]
    pub fn keys(self) -> Keys {
        let places = self.places();
        let fields = || places.iter().flat_map(|place| place.mapping.fields);
        let sections = self.root().fields.iter().filter(|field| field.shape.is_section());
        let inner: Vec<&str> = places.iter().skip(1).flat_map(|place| place.mapping.keys()).collect();
        let figure = |field: &&super::Field| match field.shape {
            Shape::Named { one: Shape::FigureOr(mapping), .. } => Some((field.key, mapping.fields.first()?.key)),
            _ => None,
        };
        let holders = |mapping: &Mapping| {
            let own = |field: &&&super::Field| matches!(field.shape, Shape::One(own) if own.called == mapping.called);
            fields().filter(own).map(|field| field.key).collect()
        };
        Keys {
            mappings: places.iter().map(|place| (holders(place.mapping), place.mapping.keys().collect())).collect(),
            figures: self.root().fields.iter().copied().filter_map(|field| figure(&field)).collect(),
            outermost: self.root().keys().filter(|key| !inner.contains(key)).collect(),
            known: fields().flat_map(|field| field.keys()).collect(),
            sections: sections.flat_map(|field| field.keys()).collect(),
        }
    }
}

/// The mappings inside of one, each followed by those inside of it.
fn inside(outer: &Mapping, places: &mut Vec<Place>) {
    for field in outer.fields {
        let Some(mapping) = field.shape.mapping() else { continue };
        let key = field.key;
        let (words, names) = match field.shape {
            Shape::Named { names, .. } => (format!("「{key}:」下面、某个{}的里面", names.word()), Some(names)),
            Shape::Each(_) => (format!("「{key}:」下面的某一项里"), None),
            _ => (format!("「{key}:」里面"), None),
        };
        places.push(Place { mapping, words, names, listed: matches!(field.shape, Shape::Each(_)) });
        inside(mapping, places);
    }
}
