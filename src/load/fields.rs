//! One mapping read field by field: each mistake costs one finding and one empty field.

use std::cell::RefCell;
use std::marker::PhantomData;

use super::duplicate::first_of_each;
use super::lookalike;
use super::lost;
use super::misplaced::{place, stray};
use super::read::Read;
use super::scalar::wrong_type;
use crate::diag::{Diagnostic, Diagnostics, rules};
use crate::model::field::{Declared, Field, File, Key, Mapping, Must, Shape, Text};
use crate::source::{Node, Pair, Span, Spanned, Value, braced};

/// A mapping being read as the declared one, `M`: what it may hold is what is declared.
pub struct Fields<'n, 'd, M> {
    span: Span,
    pairs: &'n [Pair],
    /// Whether something else stands there, of which no field can be missing.
    else_there: bool,
    diags: RefCell<&'d mut Diagnostics>,
    of: PhantomData<M>,
}

impl<'n, 'd, M: Declared> Fields<'n, 'd, M> {
    /// Begins to read `node`; anything but a mapping is a finding and reads as empty.
    pub fn new(node: &'n Node, diags: &'d mut Diagnostics) -> Self {
        let called = M::MAPPING.called;
        let pairs: &[Pair] = match &node.value {
            Value::Map(pairs) => pairs,
            Value::Null => &[],
            _ => {
                let whole = lookalike::fields_as_text(node, M::MAPPING);
                diags.push(whole.or_else(|| lookalike::entry_as_text(node)).unwrap_or_else(|| {
                    let fields = M::MAPPING.fields.iter().filter(|field| !field.is_rare());
                    let keys: Vec<String> = fields.map(|field| format!("{}: …", field.key)).collect();
                    let item = keys.len() < 6 && place(M::MAPPING).is_none_or(|place| place.names.is_none());
                    let shown =
                        if item { format!("写成「{{{}}}」；或者", keys.join(", ")) } else { String::new() };
                    let help = format!("{shown}每行写一个「键: 值」，比上一层多缩进两个空格。");
                    wrong_type(node, called, "应为「键: 值」的对照表", &help)
                }));
                &[]
            }
        };
        first_of_each(called, pairs, Some(M::MAPPING), diags);
        let else_there = !matches!(node.value, Value::Map(_) | Value::Null);
        Self { span: node.span, pairs, else_there, diags: RefCell::new(diags), of: PhantomData }
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// What stands under a key, if it is there and not empty.
    pub fn node<T>(&self, key: Key<M, T>) -> Option<&'n Node> {
        written(self.pairs, key.field())
    }

    /// What stands under a key, read as what the field is declared to be.
    pub fn get<T: Read>(&self, key: Key<M, T>) -> T::Value<'n> {
        let blank = self.pairs.iter().find(|pair| key.field().keys().any(|own| own == pair.key.value));
        if let Some(pair) = blank.filter(|pair| pair.value.value == Value::Null) {
            lost::empty(&pair.value, key.field(), &mut self.diags.borrow_mut());
        }
        let node = self.node(key).filter(|node| !self.split(node, key.field()));
        T::read(node, key.field(), &mut self.diags.borrow_mut())
    }

    /// Whether a figure goes on behind a comma of its braces, as in `{总投资: 32,000万元}`: then it is none.
    fn split(&self, node: &Node, field: &Field) -> bool {
        let figure = matches!(field.shape, Shape::Figure | Shape::Number);
        let at = self.pairs.iter().position(|pair| std::ptr::eq(&raw const pair.value, node));
        let next = at.and_then(|at| self.pairs.get(at + 1));
        figure
            && next.is_some_and(|next| {
                next.key.starts_with(|c: char| c.is_ascii_digit()) && next.value.value == Value::Null
            })
    }

    /// Text that must be there; empty if it is not.
    pub fn need(&self, key: Key<M, Must<Text>>) -> Spanned<String> {
        self.get(key).unwrap_or_else(|| Spanned::new(String::new(), self.span))
    }

    /// Every item of a list, read one by one.
    pub fn each<T, I>(&self, key: Key<M, T>, read: impl Fn(&'n Node, &mut Diagnostics) -> I) -> Vec<I>
    where
        T: Read<Value<'n> = &'n [Node]>,
    {
        let nodes = self.get(key);
        nodes.iter().map(|node| read(node, &mut self.diags.borrow_mut())).collect()
    }

    /// What stands under every name, read one by one.
    pub fn named<T, I>(
        &self,
        key: Key<M, T>,
        read: impl Fn(&'n Node, &mut Diagnostics) -> I,
    ) -> Vec<(Spanned<String>, I)>
    where
        T: Read<Value<'n> = Vec<&'n Pair>>,
    {
        let pairs = self.get(key);
        let each = |pair: &'n Pair| (pair.key.clone(), read(&pair.value, &mut self.diags.borrow_mut()));
        pairs.into_iter().map(each).collect()
    }

    /// Lends the findings to a reader of something inside.
    pub fn with<T>(&self, read: impl FnOnce(&mut Diagnostics) -> T) -> T {
        read(&mut self.diags.borrow_mut())
    }

    /// Ends the reading: what is missing and what does not belong here are findings.
    pub fn finish(self) {
        let Self { span, pairs, diags, else_there, .. } = self;
        if else_there {
            return;
        }
        let diags = diags.into_inner();
        let mapping = M::MAPPING;
        if let Some(found) = one_line(pairs, span, mapping) {
            diags.push(found);
            return;
        }
        let known: Vec<&str> = mapping.keys().collect();
        let colons = lookalike::colons(pairs, &known);
        let absent = mapping.fields.iter().filter(|field| field.needed && written(pairs, field).is_none());
        for field in absent.filter(|field| !lookalike::is_stuck(pairs, field.key)) {
            diags.push(missing(pairs, span, field, mapping.called));
        }
        for found in swallowed(pairs, mapping) {
            diags.push(found);
        }
        let strays = pairs.iter().enumerate().filter(|(_, pair)| mapping.field(&pair.key.value).is_none());
        let strays = strays.filter(|(_, pair)| colons.is_none() || lookalike::key(pair, &known).is_none());
        diags.extend(strays.map(|(at, pair)| stray(mapping, pair, at.checked_sub(1).and_then(|at| pairs.get(at)))));
        diags.extend(colons);
    }
}

/// What stands under the first key of a field that has something under it.
fn written<'n>(pairs: &'n [Pair], field: &Field) -> Option<&'n Node> {
    field.keys().find_map(|key| {
        let pair = pairs.iter().find(|pair| pair.key.value == key)?;
        let blank = match &pair.value.value {
            Value::Null => true,
            Value::Scalar(text) => text.trim().is_empty(),
            Value::List(_) | Value::Map(_) => false,
        };
        (!blank).then_some(&pair.value)
    })
}

/// `- 名称: 甲，阶段：开工`: an item of which the first value holds all others.
fn one_line(pairs: &[Pair], span: Span, mapping: &'static Mapping) -> Option<Diagnostic> {
    let [Pair { key, value: Node { value: Value::Scalar(text), span: end, .. } }] = pairs else { return None };
    // Under a name stand long texts, in which the same is prose.
    if mapping.called == mapping.file.root().called || place(mapping).is_none_or(|place| place.names.is_some()) {
        return None;
    }
    // In braces they stand already.
    let braces = braced(&format!("{}: {text}", key.value), |key| mapping.field(key).is_some())?;
    let whole = Span::new(span.file, key.span.start, end.end);
    let found = Diagnostic::error(rules::YAML_SYNTAX, "一行里写了几项，要放进花括号，逗号、冒号用半角。").at(whole);
    let found = found.help(format!("写成「{braces}」；或者每项各占一行。"));
    Some(if span.start == key.span.start && !text.contains('\n') { found.fix(whole, braces) } else { found })
}

/// A field that has to be there and is not.
fn missing(pairs: &[Pair], span: Span, field: &Field, called: &str) -> Diagnostic {
    let key = field.key;
    let found = Diagnostic::error(rules::MISSING_FIELD, format!("{called}缺少「{key}」。"));
    match lookalike::swallowed(pairs, key) {
        Some(pair) => found.at(pair.value.span).help(format!(
            "「{}」的文字里用了逗号，把「{key}」并了进去：每项各占一行；或者整段放进花括号，写成「- {{{}: …, {key}: …}}」，逗号、冒号用半角，后面各空一格。",
            pair.key.value, pair.key.value
        )),
        None => found.at(span).help(format!("在这一段里补上「{key}: …」。")),
    }
}

/// In `{联系人: 甲，电话：…}` what does not have to be there is swallowed without a word. What stands under a name has long
/// texts, in which the same is prose.
fn swallowed(pairs: &[Pair], mapping: &'static Mapping) -> Vec<Diagnostic> {
    let root = mapping.file.root().called;
    if mapping.file != File::Submission || mapping.called == root {
        return Vec::new();
    }
    let absent = mapping.fields.iter().filter(|field| !field.needed);
    let absent = absent.filter(|field| !pairs.iter().any(|pair| field.keys().any(|key| pair.key.value == key)));
    let found = absent.filter_map(|field| Some((field.key, lookalike::swallowed(pairs, field.key)?)));
    let found = found.filter(|_| place(mapping).is_some_and(|place| place.names.is_none()));
    let found = found.map(|(key, pair)| {
        Diagnostic::error(rules::YAML_SYNTAX, format!("「{}」的文字里并进了「{key}」。", pair.key.value))
            .at(pair.value.span)
            .help("改成半角逗号、半角冒号，后面各空一格。")
    });
    found.collect()
}
