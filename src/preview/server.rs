//! The preview's web server: loopback unless told otherwise, for nobody but the page it serves, and only reading unless who
//! opened the page was told the secret with which one value at a time may be changed.

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use serde::Deserialize;
use tokio::sync::{Semaphore, watch};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::board::{Board, Desk};
use super::compared::since_release;
use super::edit::{Editor, Wish};
use super::site::{SITE, Shelf};
use super::watcher::Watcher;
use crate::project::Project;
use crate::typeset::{svg, words};

/// Where to listen.
pub struct Listen {
    /// The address; port 0 takes the first free one from 8910 on.
    pub address: SocketAddr,
    /// Names besides the address that a browser may call it by.
    pub hosts: Vec<String>,
    /// Who may change files; nobody if there is none.
    pub editor: Option<Editor>,
}

/// The port that is tried first, and how many after it.
const FIRST_PORT: u16 = 8910;
const PORTS: u16 = 20;

/// Pages that may be open at once; each keeps a connection.
const LISTENERS: usize = 64;

/// Connections at once, those of open pages among them.
const CONNECTIONS: usize = 256;

/// How long the head of a request may take, and its body.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes of a change, at most.
const LONGEST: usize = 1 << 20;

/// The header that holds the secret of who may change files, and the address they go to.
const SECRET: HeaderName = HeaderName::from_static("x-highland-edit");
const CHANGE: &str = "/edit";

/// The page, its program and its looks.
const PAGE: &str = include_str!("../../assets/web/index.html");
const PROGRAM: &str = include_str!("../../assets/web/preview.js");
const EDIT: &str = include_str!("../../assets/web/edit.js");
const LOOKS: &str = include_str!("../../assets/web/preview.css");
const ICON: &str = include_str!("../../assets/web/icon.svg");

/// What a page may do: load from here, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What every request sees.
#[derive(Clone)]
struct Shared {
    boards: watch::Receiver<Option<Arc<Board>>>,
    hosts: Arc<Vec<String>>,
    listeners: Arc<Semaphore>,
    editor: Option<Arc<Editor>>,
    site: Arc<Shelf>,
}

impl Shared {
    fn board(&self) -> Option<Arc<Board>> {
        self.boards.borrow().clone()
    }
}

/// Serves a desk until the program is ended. `news` is told the address once it listens, and every board.
///
/// # Errors
/// The address is taken or may not be used, or files cannot be watched.
pub fn serve(
    mut desk: Desk,
    mut watcher: Watcher,
    listen: Listen,
    news: &mut dyn FnMut(&SocketAddr, Option<&Board>) -> Result<()>,
) -> Result<()> {
    let listener = bind(listen.address)?;
    let address = listener.local_addr().context("读不到监听的地址")?;
    let (send, boards) = watch::channel(None);
    let shared = Shared {
        boards,
        hosts: Arc::new(hosts(address, &listen.hosts)),
        listeners: Arc::new(Semaphore::new(LISTENERS)),
        editor: listen.editor.map(Arc::new),
        site: Arc::default(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().context("启动网页服务失败")?;
    listener.set_nonblocking(true).context("启动网页服务失败")?;
    std::thread::spawn(move || {
        runtime.block_on(async move {
            if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
                answer(listener, router(shared)).await;
            }
        });
    });
    news(&address, None)?;
    let mut edited: Vec<PathBuf> = Vec::new();
    loop {
        let board = Arc::new(desk.board(&edited));
        send.send_replace(Some(Arc::clone(&board)));
        news(&address, Some(&board))?;
        desk.rest();
        edited = watcher.wait();
    }
}

/// Answers every connection, as long as its requests come in one piece: half of one is not waited for.
async fn answer(listener: tokio::net::TcpListener, router: Router) {
    let open = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&open).acquire_owned().await else { return };
        // Nothing can be done about a connection that broke before it was there.
        let Ok((stream, _)) = listener.accept().await else { continue };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let _held = place;
            let mut http = hyper::server::conn::http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(PATIENCE).half_close(false);
            // What a client breaks off is no fault of ours.
            http.serve_connection(TokioIo::new(stream), service).await.unwrap_or_default();
        });
    }
}

fn bind(address: SocketAddr) -> Result<TcpListener> {
    let ports = if address.port() == 0 { FIRST_PORT..=FIRST_PORT + PORTS } else { address.port()..=address.port() };
    let mut last = None;
    for port in ports {
        match TcpListener::bind(SocketAddr::new(address.ip(), port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    let hint = if address.port() == 0 { "" } else { "；换一个端口，或不写端口" };
    Err(last.map_or_else(|| anyhow::anyhow!("没有可用的端口"), anyhow::Error::from))
        .with_context(|| format!("不能在 {address} 上监听{hint}"))
}

/// Everything the server may be called, with its port; without it where browsers leave it out.
fn hosts(address: SocketAddr, more: &[String]) -> Vec<String> {
    let listening = match address {
        SocketAddr::V4(address) => address.ip().to_string(),
        SocketAddr::V6(address) => format!("[{}]", address.ip()),
    };
    let mut names = vec![listening];
    if address.ip().is_loopback() || address.ip().is_unspecified() {
        names.extend(["127.0.0.1", "localhost", "[::1]"].map(str::to_owned));
    }
    names.extend(more.iter().map(|name| name.to_lowercase()));
    let with_port = names.iter().map(|name| format!("{name}:{}", address.port()));
    let bare = names.iter().filter(|_| address.port() == 80).cloned();
    with_port.chain(bare).collect()
}

fn router(shared: Shared) -> Router {
    Router::new()
        .route("/", get(|| async { typed("text/html; charset=utf-8", PAGE) }))
        .route("/preview.js", get(|| async { typed("text/javascript; charset=utf-8", PROGRAM) }))
        .route("/edit.js", get(|| async { typed("text/javascript; charset=utf-8", EDIT) }))
        .route("/preview.css", get(|| async { typed("text/css; charset=utf-8", LOOKS) }))
        .route("/icon.svg", get(|| async { typed("image/svg+xml", ICON) }))
        .route("/state.json", get(state))
        .route("/events", get(events))
        .route("/page/{mark}", get(page))
        .route("/words/{mark}", get(lines))
        .route("/origin.json", get(origin))
        .route("/compared.json", get(compared))
        .route("/report.pdf", get(pdf))
        .route("/web/", get(|shared| web(shared, Path(String::new()))))
        .route("/web/{*path}", get(web))
        .route(CHANGE, post(edit))
        .fallback(|| async { refusal(StatusCode::NOT_FOUND, "没有这个地址") })
        .layer(from_fn_with_state(shared.clone(), guard))
        .with_state(shared)
}

/// Refuses what does not come from the page itself, and says to browsers what the page may do.
async fn guard(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = match wrong(&shared, &request) {
        Some(why) => refusal(StatusCode::FORBIDDEN, why),
        None => next.run(request).await,
    };
    response.headers_mut().entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Why a request is refused: another site's page could send it. What is said twice is wrong if either is.
fn wrong(shared: &Shared, request: &Request) -> Option<&'static str> {
    let all = |name| request.headers().get_all(name).iter().map(|value| value.to_str().unwrap_or("?").to_lowercase());
    let own = |host: &str| shared.hosts.iter().any(|own| own == host);
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let editor = shared.editor.as_ref().filter(|_| *request.method() == Method::POST && request.uri().path() == CHANGE);
    if !reads && editor.is_none() {
        return Some("只能读取");
    }
    let address = request.uri().authority().map(|authority| authority.as_str().to_lowercase());
    let named: Vec<String> = all(header::HOST).collect();
    if named.len() != 1 || !named.iter().chain(&address).all(|host| own(host)) {
        return Some("请求的主机名不对；用启动时显示的地址打开，或在启动时用 --host 写明主机名");
    }
    if all(header::ORIGIN).any(|origin| !origin.strip_prefix("http://").is_some_and(own)) {
        return Some("请求来自别的网站");
    }
    let mut sites = all(HeaderName::from_static("sec-fetch-site"));
    if sites.any(|site| !matches!(site.as_str(), "same-origin" | "none")) {
        return Some("请求来自别的网站");
    }
    // Who changes something says from where, in a form that no page of another site can send, and knows the secret.
    let editor = editor?;
    let one = |name| Some(all(name).collect::<Vec<_>>()).filter(|all| all.len() == 1).map(|mut all| all.remove(0));
    let known = one(SECRET).is_some_and(|secret| editor.knows(&secret));
    let from_page = one(header::ORIGIN).is_some() && one(header::CONTENT_TYPE).as_deref() == Some("application/json");
    (!known || !from_page).then_some("没有保存：这一页不是用启动时显示的地址打开的，请用那个地址重新打开")
}

async fn state(State(shared): State<Shared>) -> Response {
    let json = shared.board().map_or_else(|| r#"{"version":0}"#.to_owned(), |board| board.json.clone());
    typed("application/json", json)
}

async fn events(State(shared): State<Shared>) -> Response {
    let Ok(place) = shared.listeners.clone().try_acquire_owned() else {
        return refusal(StatusCode::SERVICE_UNAVAILABLE, "打开的预览太多了，关掉几个再试");
    };
    let stream = WatchStream::new(shared.boards.clone());
    let events = stream.map(move |board| {
        let _held = &place;
        let version = board.map_or_else(|| "0".to_owned(), |board| board.key());
        Ok::<_, std::convert::Infallible>(Event::default().data(version))
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

/// A page as a picture. Its mark says what is on it, so that a browser never has to ask for it again.
async fn page(State(shared): State<Shared>, Path(name): Path<String>) -> Response {
    let good = shared.board().and_then(|board| board.good.clone());
    let page = name.strip_suffix(".svg").and_then(|mark| Some((good.as_ref()?.page(mark)?, good.clone()?)));
    let Some((at, good)) = page else {
        return refusal(StatusCode::NOT_FOUND, "没有这一页，可能已经重新生成");
    };
    let drawn = tokio::task::spawn_blocking(move || svg(&good.document, at)).await.ok().flatten();
    let Some(drawn) = drawn else { return refusal(StatusCode::NOT_FOUND, "没有这一页") };
    kept(typed("image/svg+xml", drawn))
}

/// The words of a page, to be laid over its picture: text, left, top, right and bottom edge as shares of the page.
async fn lines(State(shared): State<Shared>, Path(name): Path<String>) -> Response {
    let good = shared.board().and_then(|board| board.good.clone());
    let page = name.strip_suffix(".json").and_then(|mark| Some((good.as_ref()?.page(mark)?, good.clone()?)));
    // Pages are asked one after the other; those that were made again meanwhile are no fault.
    let Some((at, good)) = page else { return typed("application/json", "null") };
    let told = tokio::task::spawn_blocking(move || {
        let words = words(&good.document, at);
        let plain = words.iter().filter(|word| !word.picture && !word.turned);
        let told: Vec<(&str, [f64; 4])> = plain.map(|word| (word.text.as_str(), word.edges)).collect();
        serde_json::to_string(&told).unwrap_or_default()
    });
    kept(typed("application/json", told.await.unwrap_or_default()))
}

/// A place on a page; without coordinates, the whole page.
#[derive(Debug, Deserialize)]
struct Place {
    mark: String,
    x: Option<f64>,
    y: Option<f64>,
}

async fn origin(State(shared): State<Shared>, Query(place): Query<Place>) -> Response {
    let good = shared.board().and_then(|board| board.good.clone());
    let Some((at, good)) = good.and_then(|good| Some((good.page(&place.mark)?, good))) else {
        return refusal(StatusCode::NOT_FOUND, "没有这一页，可能已经重新生成");
    };
    let edits = shared.editor.is_some();
    let found = tokio::task::spawn_blocking(move || {
        let found = match (place.x, place.y) {
            (Some(x), Some(y)) => good.asked(at, (x, y), edits),
            _ => good.listed(at, edits),
        };
        serde_json::to_string(&found).unwrap_or_default()
    });
    typed("application/json", found.await.unwrap_or_default())
}

/// What is not as it was in the newest release of the year.
async fn compared(State(shared): State<Shared>) -> Response {
    let Some(good) = shared.board().and_then(|board| board.good.clone()) else {
        return refusal(StatusCode::NOT_FOUND, "还没有生成");
    };
    let found = tokio::task::spawn_blocking(move || {
        let project = Project::at(&good.root)?;
        since_release(&project, &project, good.year)
    });
    match found.await {
        Ok(Ok(found)) => typed("application/json", serde_json::to_string(&found).unwrap_or_default()),
        _ => refusal(StatusCode::INTERNAL_SERVER_ERROR, "与最近一次发布的比较没有做成"),
    }
}

/// Changes one value; everything that speaks against it is told.
async fn edit(State(shared): State<Shared>, request: Request) -> Response {
    let (Some(editor), Some(good)) = (shared.editor.clone(), shared.board().and_then(|board| board.good.clone()))
    else {
        return refusal(StatusCode::NOT_FOUND, "还没有生成");
    };
    let Ok(Ok(body)) = tokio::time::timeout(PATIENCE, to_bytes(request.into_body(), LONGEST)).await else {
        return refusal(StatusCode::PAYLOAD_TOO_LARGE, "没有保存：内容太长，或没有传完");
    };
    let Ok(wish) = serde_json::from_slice::<Wish>(&body) else {
        return refusal(StatusCode::BAD_REQUEST, "没有保存：看不懂这个请求，请重新打开这一页");
    };
    match tokio::task::spawn_blocking(move || editor.save(&wish, good.year)).await {
        Ok(Ok(saved)) => typed("application/json", serde_json::to_string(&saved).unwrap_or_default()),
        Ok(Err(error)) => {
            (StatusCode::CONFLICT, typed("text/plain; charset=utf-8", format!("{error:#}"))).into_response()
        }
        Err(_) => refusal(StatusCode::INTERNAL_SERVER_ERROR, "程序内部出错；文件可能没有保存，请看「改动」一栏"),
    }
}

async fn pdf(State(shared): State<Shared>) -> Response {
    let Some(good) = shared.board().and_then(|board| board.good.clone()) else {
        return refusal(StatusCode::NOT_FOUND, "还没有生成");
    };
    match tokio::task::spawn_blocking(move || good.pdf()).await {
        Ok(Ok(bytes)) => typed("application/pdf", bytes),
        _ => refusal(StatusCode::INTERNAL_SERVER_ERROR, "生成 PDF 失败"),
    }
}

/// A file of the web edition of what is there now.
async fn web(State(shared): State<Shared>, Path(path): Path<String>) -> Response {
    let board = shared.board();
    let Some((version, good)) = board.and_then(|board| Some((board.version, board.good.clone()?))) else {
        return refusal(StatusCode::NOT_FOUND, "还没有生成");
    };
    let shelf = Arc::clone(&shared.site);
    match tokio::task::spawn_blocking(move || shelf.file(version, (&good.root, good.year), &path)).await {
        Ok(Ok(Some((kind, bytes)))) => ([(header::CONTENT_SECURITY_POLICY, SITE)], typed(kind, bytes)).into_response(),
        Ok(Ok(None)) => refusal(StatusCode::NOT_FOUND, "没有这一页"),
        _ => refusal(StatusCode::INTERNAL_SERVER_ERROR, "网页版没有做成：先改正「问题」一栏里的错误"),
    }
}

fn typed(kind: &'static str, body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, kind)], body.into()).into_response()
}

/// The same, never to be asked for again.
fn kept(mut response: Response) -> Response {
    let forever = HeaderValue::from_static("private, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, forever);
    response
}

fn refusal(status: StatusCode, why: &'static str) -> Response {
    (status, typed("text/plain; charset=utf-8", why)).into_response()
}
