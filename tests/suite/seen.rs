//! A real browser to look at pages with. Where there is no Chromium and no chromedriver, a test says that it was skipped.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use base64::Engine as _;
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};

use super::project::{NO_HANG, root, skipped};
use super::served::{exchange, installed};

/// A browser that ends with the test.
pub struct Browser {
    driver: Child,
    port: u16,
    /// What drives it.
    pub client: Client,
}

/// A port that is free now.
fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Browser {
    /// Starts it, in a window of this size; nothing if the machine has none.
    pub async fn start((width, height): (u32, u32)) -> Option<Self> {
        let browser = installed(&["chromium", "chromium-browser", "google-chrome"]);
        let (Some(browser), Some(driver)) = (browser, installed(&["chromedriver"])) else {
            skipped("本机没有 chromium 和 chromedriver（Debian：apt-get install chromium chromium-driver）。");
            return None;
        };
        let port = free_port();
        let driver =
            Command::new(driver).arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let driver = driver.unwrap();
        let path = Command::new("sh").args(["-c", &format!("command -v {browser}")]).output().unwrap();
        let capabilities = json!({
            "goog:chromeOptions": {
                "binary": String::from_utf8(path.stdout).unwrap().trim(),
                "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", format!("--window-size={width},{height}")],
            },
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!("it was written as an object") };
        let start = Instant::now();
        loop {
            let mut builder = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
            match builder.capabilities(capabilities.clone()).connect(&format!("http://127.0.0.1:{port}")).await {
                Ok(client) => {
                    client.update_timeouts(TimeoutConfiguration::new(Some(NO_HANG), None, None)).await.unwrap();
                    return Some(Self { driver, port, client });
                }
                Err(error) => assert!(start.elapsed() < NO_HANG, "chromedriver: {error}"),
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    }

    /// What a script gives back.
    pub async fn ask(&self, script: &str) -> Value {
        self.client
            .execute(&format!("return {script};"), Vec::new())
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Waits until a script gives back true.
    pub async fn until(&self, script: &str) {
        let start = Instant::now();
        while self.ask(script).await != Value::Bool(true) {
            let state = self.ask("document.body.innerText.slice(0, 2000)").await;
            assert!(start.elapsed() < NO_HANG, "never: {script}\n{state}");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }

    /// What the console holds that is wrong.
    pub async fn complaints(&self) -> Vec<String> {
        let session = self.client.session_id().await.unwrap().unwrap();
        let told = self.command("se/log", &json!({ "type": "browser" }), &session);
        let entries = told.as_array().unwrap_or_else(|| panic!("{told}")).clone();
        entries.iter().filter(|entry| entry["level"] != "INFO").map(|entry| entry["message"].to_string()).collect()
    }

    /// What a command of the driver gives back, sent to it as JSON.
    fn command(&self, path: &str, body: &Value, session: &str) -> Value {
        let body = body.to_string();
        let request = format!(
            "POST /session/{session}/{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.port,
            body.len()
        );
        let answer = exchange(([127, 0, 0, 1], self.port).into(), &request);
        let json: Value =
            serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap_or_else(|e| panic!("{e}: {answer}"));
        json["value"].clone()
    }

    /// The window as it would be printed: a PDF on paper of the page's own size.
    pub async fn printed(&self) -> Vec<u8> {
        let session = self.client.session_id().await.unwrap().unwrap();
        let body =
            json!({ "cmd": "Page.printToPDF", "params": { "preferCSSPageSize": true, "printBackground": true } });
        let printed = self.command("goog/cdp/execute", &body, &session);
        base64::engine::general_purpose::STANDARD
            .decode(printed["data"].as_str().unwrap_or_else(|| panic!("{printed}")))
            .unwrap()
    }

    /// What axe-core finds wrong with the page, a line each; nothing, and a word of it, where it is not at hand.
    pub async fn barriers(&self) -> Vec<String> {
        let own = root().join("target/axe/axe.min.js");
        let path = std::env::var_os("HIGHLAND_AXE").map_or(own, PathBuf::from);
        let Ok(axe) = std::fs::read_to_string(&path) else {
            skipped("没有 axe-core（.ci/axe.sh 会取来，或用环境变量 HIGHLAND_AXE 指定 axe.min.js）。");
            return Vec::new();
        };
        self.client.execute(&format!("{axe}\nreturn typeof window.axe;"), Vec::new()).await.unwrap();
        let script = "const done = arguments[arguments.length - 1]; axe.run(document, { preload: false }).then(found => done(found.violations.map(v => `${v.id} (${v.impact}): ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 120)).join(' | ')}`)), e => done([String(e)]));";
        let found = self.client.execute_async(script, Vec::new()).await.unwrap();
        found.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
    }

    /// A picture of the window, where somebody wants to look: `HIGHLAND_SHOTS=folder cargo test browser -- --include-ignored`.
    pub async fn shot(&self, name: &str) {
        if let Ok(folder) = std::env::var("HIGHLAND_SHOTS") {
            std::fs::write(format!("{folder}/{name}.png"), self.client.screenshot().await.unwrap()).unwrap();
        }
    }

    /// Presses keys where nothing is chosen.
    pub async fn press(&self, key: impl Into<String>) {
        self.client.find(Locator::Css("body")).await.unwrap().send_keys(&key.into()).await.unwrap();
    }

    /// Ends it.
    pub async fn end(self) {
        self.client.clone().close().await.unwrap();
    }
}

impl Drop for Browser {
    /// Asked to end, the driver ends the browser too; killed, it would leave it behind.
    fn drop(&mut self) {
        let asked = Command::new("kill").arg(self.driver.id().to_string()).status();
        if !asked.is_ok_and(|status| status.success()) {
            self.driver.kill().unwrap_or_default();
        }
        self.driver.wait().unwrap();
    }
}

/// Whether the page at `at` is drawn.
pub fn drawn(at: usize) -> String {
    format!("(i => i && i.complete && i.naturalWidth > 0)(document.querySelectorAll('.page img')[{at}])")
}

/// Whether the page shows the state of this version.
pub fn version(version: u32) -> String {
    format!("document.documentElement.dataset.version === '{version}'")
}

/// Runs a test to its end.
pub fn run(test: impl std::future::Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}
