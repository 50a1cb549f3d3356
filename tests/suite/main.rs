//! One binary for all integration tests: each binary would link all of Typst.

mod broken;
mod city;
mod literal;
mod project;
mod shipped;
mod tidy;
