//! What reading any element needs: its attributes, its text, and faults at its place.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::block::{ChartReference, Inline, Meta};
use super::fault::{Fault, TemplatePlace};
use super::markdown::FindPicture;
use super::text::{LINE, squeeze};
use super::vocabulary::{Element, PIECES};

/// The attribute that carries where an element is written: number of the template, a colon, offset. Put there before
/// the template is filled.
pub const AT: &str = "_at";

/// What a document refers to and does not hold.
pub struct Surroundings<'a> {
    /// What it says of itself.
    pub meta: Meta,
    /// The charts by name.
    pub charts: &'a BTreeMap<String, ChartReference>,
    /// The pictures.
    pub picture: FindPicture<'a>,
}

/// Reads elements; collects what is wrong.
pub struct Parser<'a> {
    /// What the document refers to.
    pub surroundings: &'a Surroundings<'a>,
    /// What is wrong so far.
    pub faults: Vec<Fault>,
}

impl<'a> Parser<'a> {
    /// One that has read nothing.
    pub fn new(surroundings: &'a Surroundings<'a>) -> Self {
        Self { surroundings, faults: Vec::new() }
    }

    /// A fault at a node.
    pub fn fault(&mut self, node: Node<'_, '_>, message: String, help: &str) {
        self.faults.push(Fault { place: place(node), message, help: help.to_owned() });
    }

    /// Faults for attributes that are unknown or missing.
    pub fn attributes(&mut self, node: Node<'_, '_>, element: &Element) {
        let known: Vec<&str> = element.required.iter().chain(element.optional).copied().collect();
        for attribute in node.attributes().filter(|attribute| attribute.name() != AT) {
            if !known.contains(&attribute.name()) {
                let list = if known.is_empty() {
                    "它没有属性".to_owned()
                } else {
                    format!("可以写：{}", known.join("、"))
                };
                let message = format!("<{}> 没有属性「{}」，没有采用。", element.name, attribute.name());
                self.fault(node, message, &format!("{list}。"));
            }
        }
        for name in element.required {
            if node.attribute(*name).is_none_or(|value| value.trim().is_empty()) {
                let message = format!("<{}> 缺少属性「{name}」。", element.name);
                self.fault(node, message, &format!("写成 <{} {name}=\"…\">。", element.name));
            }
        }
    }

    /// A fault for an element that does not belong where it stands.
    pub fn unknown(&mut self, node: Node<'_, '_>, known: &[&str]) {
        let name = node.tag_name().name();
        let piece = PIECES.iter().any(|piece| piece.name == name);
        let message = if piece {
            format!("<{name}> 写在了它不该在的地方，里面的内容没有印出。")
        } else {
            format!("没有名为 <{name}> 的元素，里面的内容没有印出。")
        };
        self.fault(node, message, &format!("这里可以写：{}。", known.join("、")));
    }

    /// The number in an attribute, where there is one.
    pub fn number<T: std::str::FromStr>(&mut self, node: Node<'_, '_>, name: &str) -> Option<T> {
        let text = node.attribute(name)?;
        let number = text.trim().parse().ok();
        if number.is_none() {
            self.fault(node, format!("属性「{name}」应为整数，这里是「{text}」。"), "只写数字。");
        }
        number
    }

    /// The chart that an attribute names.
    pub fn chart(&mut self, node: Node<'_, '_>) -> Option<ChartReference> {
        let name = node.attribute("chart").unwrap_or_default();
        let chart = self.surroundings.charts.get(name).cloned();
        if chart.is_none() && !name.is_empty() {
            let message = format!("没有名为「{name}」的图。");
            self.fault(node, message, "核对图的名称；不一定有的图，先用 {% if 名称 in charts %} 判断。");
        }
        chart
    }

    /// The text of a node that holds nothing but text.
    pub fn words(&mut self, node: Node<'_, '_>) -> String {
        if let Some(child) = node.children().find(Node::is_element) {
            let message =
                format!("<{}> 里只能写文字，<{}> 没有印出。", node.tag_name().name(), child.tag_name().name());
            self.fault(child, message, "去掉里面的元素。");
        }
        let text: String = node.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
        squeeze(&text).replace(LINE, "\n")
    }
}

/// Where a node is written.
pub fn place(node: Node<'_, '_>) -> Option<TemplatePlace> {
    node.ancestors().find_map(|node| node.attribute(AT)).and_then(place_of)
}

/// An attribute as text, the line feeds of values as they were.
pub fn attribute(node: Node<'_, '_>, name: &str) -> Option<String> {
    node.attribute(name).map(|text| squeeze(text).replace(LINE, "\n"))
}

/// What a draft lacks, as printed.
pub fn lacking(mut inlines: Vec<Inline>) -> Vec<Inline> {
    inlines.insert(0, Inline::Strong(vec![Inline::Text("待补：".to_owned())]));
    inlines
}

/// A place as [`AT`] has it.
pub fn place_of(text: &str) -> Option<TemplatePlace> {
    let (template, offset) = text.split_once(':')?;
    Some(TemplatePlace { template: template.parse().ok()?, offset: offset.parse().ok()? })
}
