//! The type that stands for a mapping, and the handles that readers ask for its fields with.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use super::{Field, Mapping};

/// A type that stands for a [`Mapping`]: its constants are the handles of the fields.
pub trait Declared {
    /// The mapping.
    const MAPPING: &'static Mapping;
}

/// The handle of a field: of which mapping `M`, and of what type `T`. Another mapping's does not compile.
pub struct Key<M, T> {
    field: &'static Field,
    of: PhantomData<fn() -> (M, T)>,
}

impl<M, T> Key<M, T> {
    /// The handle of a field, as `mapping!` declares it.
    #[must_use]
    pub const fn of(field: &'static Field) -> Self {
        Self { field, of: PhantomData }
    }

    /// The field itself.
    #[must_use]
    pub const fn field(self) -> &'static Field {
        self.field
    }
}

impl<M, T> Clone for Key<M, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, T> Copy for Key<M, T> {}

impl<M, T> Deref for Key<M, T> {
    type Target = Field;

    fn deref(&self) -> &Field {
        self.field
    }
}

impl<M, T> fmt::Debug for Key<M, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.field.key)
    }
}

/// Declares a mapping: a type with the handle of each field as a constant. The doc comments are what editors and the
/// handbook show, so they are Chinese.
macro_rules! mapping {
    (
        $(#[doc = $about:literal])+
        $name:ident $called:literal in $file:ident {
            $(
                $(#[doc = $what:literal])+
                $field:ident $key:literal $(or $alias:literal)* : $type:ty $(, eg $sample:literal)?;
            )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug)]
        pub enum $name {}

        impl $name {
            $(
                $(#[doc = $what])+
                pub const $field: $crate::model::field::Key<Self, $type> =
                    $crate::model::field::Key::of(&$crate::model::field::Field {
                        key: $key,
                        aliases: &[$($alias),*],
                        about: concat!($($what),+).trim_ascii(),
                        sample: concat!($($sample)?),
                        shape: <$type as $crate::model::field::Type>::SHAPE,
                        needed: <$type as $crate::model::field::Type>::NEEDED,
                    });
            )+
        }

        impl $crate::model::field::Declared for $name {
            const MAPPING: &'static $crate::model::field::Mapping = &$crate::model::field::Mapping {
                file: $crate::model::field::File::$file,
                called: $called,
                about: concat!($($about),+).trim_ascii(),
                fields: &[$(Self::$field.field()),+],
            };
        }
    };
}
pub(crate) use mapping;
