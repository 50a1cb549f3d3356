//! The preview's server as a process of its own, and requests to it byte by byte.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::project::{NO_HANG, command};

/// A server that ends with the test.
pub struct Served {
    child: Child,
    told: BufReader<ChildStderr>,
    /// Where it listens.
    pub address: SocketAddr,
    /// What the address ends with that it told, behind its `#`; empty where there is nothing.
    pub fragment: String,
}

impl Served {
    /// Serves a project and waits for the first pages.
    pub fn new(project: &Path, args: &[&str]) -> Self {
        let mut child = command(project).arg("serve").args(args).stderr(Stdio::piped()).spawn().unwrap();
        let mut told = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        told.read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap_or_else(|| panic!("{line}"));
        let address = address.split(' ').next().unwrap();
        let (address, fragment) = address.split_once("/#").unwrap_or((address, ""));
        let mut served = Self { child, told, address: address.parse().unwrap(), fragment: fragment.to_owned() };
        if !served.fragment.is_empty() {
            served.line();
        }
        served.line();
        served
    }

    /// The next line it tells.
    pub fn line(&mut self) -> String {
        let mut line = String::new();
        self.told.read_line(&mut line).unwrap();
        line
    }

    /// Status and body of a request with the right Host.
    pub fn get(&self, path: &str) -> (u16, String) {
        let answer = exchange(
            self.address,
            &format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address),
        );
        (status(&answer), body(&answer))
    }

    /// Status and body of a change that a page asks for; `heads` are the lines of its head besides Host and length.
    pub fn change(&self, wish: &Value, heads: &[String]) -> (u16, String) {
        let (wish, heads) = (wish.to_string(), heads.iter().map(|head| format!("{head}\r\n")).collect::<String>());
        let length = wish.len();
        let head = format!(
            "POST /edit HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {length}\r\n{heads}",
            self.address
        );
        let answer = exchange(self.address, &format!("{head}\r\n{wish}"));
        (status(&answer), body(&answer))
    }

    /// The lines of the head of a change that is the page's own.
    pub fn own_heads(&self) -> Vec<String> {
        let secret = self.fragment.strip_prefix("edit=").unwrap_or_default();
        let own = ["Content-Type: application/json", "Sec-Fetch-Site: same-origin"].map(str::to_owned);
        own.into_iter()
            .chain([format!("Origin: http://{}", self.address), format!("X-Highland-Edit: {secret}")])
            .collect()
    }

    /// The state as the page is told it.
    pub fn state(&self) -> Value {
        serde_json::from_str(&self.get("/state.json").1).unwrap()
    }

    /// The state once `ready` holds of it.
    pub fn state_when(&self, ready: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let state = self.state();
            if ready(&state) {
                return state;
            }
            assert!(start.elapsed() < NO_HANG, "the state stays {state}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// The answer to a request as it is.
pub fn exchange(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(NO_HANG)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let (mut answer, mut piece) = (Vec::new(), [0; 8_192]);
    // A server that refuses may close before everything was sent; some do not close when all was answered.
    while let Ok(count @ 1..) = stream.read(&mut piece) {
        answer.extend_from_slice(&piece[..count]);
        if whole(&String::from_utf8_lossy(&answer)) {
            break;
        }
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// Whether all that was announced has come.
fn whole(answer: &str) -> bool {
    let Some((head, body)) = answer.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
    length.is_some_and(|length: usize| length <= body.len())
}

/// The number of an answer.
pub fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("no answer: {answer:?}"))
}

fn body(answer: &str) -> String {
    answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default()
}

/// Where a program of the machine is, if it is there.
pub fn installed(names: &[&str]) -> Option<String> {
    let there = |name: &&&str| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success());
    names.iter().find(there).map(|name| (*name).to_owned())
}
