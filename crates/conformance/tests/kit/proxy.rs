//! A proxy between the kit and the server, which plants one fault.
//!
//! Always: whatever the fault does not touch goes through as it came.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ws::{CloseFrame, Message as Came, WebSocket, WebSocketUpgrade};
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use desk_contract::wire::names;
use futures_util::{SinkExt, StreamExt};
use std::sync::{Arc, Mutex};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A request on its way to the server.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: reqwest::Method,
    /// From the prefix on, with its query.
    pub(crate) path: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// An answer on its way to the kit.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) media: String,
    pub(crate) body: Vec<u8>,
}

/// What goes wrong. Each has a memory of its own.
pub(crate) trait Fault: Send {
    /// Touches a request.
    fn asks(&mut self, _asked: &mut Asked) {}
    /// Touches its answer.
    fn answers(&mut self, _asked: &Asked, _answer: &mut Answer) {}
    /// Touches a frame: what is told in its place.
    fn tells(&mut self, frame: String) -> Vec<String> {
        vec![frame]
    }
}

/// A proxy that runs until it is dropped.
pub(crate) struct Proxy {
    pub(crate) url: String,
    task: JoinHandle<()>,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[derive(Clone)]
struct Between {
    upstream: String,
    client: reqwest::Client,
    fault: Arc<Mutex<Box<dyn Fault>>>,
}

impl Proxy {
    pub(crate) async fn before(upstream: &str, fault: Box<dyn Fault>) -> Self {
        let between = Between {
            upstream: upstream.to_owned(),
            client: reqwest::Client::new(),
            fault: Arc::new(Mutex::new(fault)),
        };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(pass).with_state(between);
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, task }
    }
}

async fn pass(State(between): State<Between>, request: Request) -> Response {
    let (mut parts, body) = request.into_parts();
    let mut asked = Asked {
        method: parts.method.clone(),
        path: path_of(&parts.uri),
        headers: parts.headers.clone(),
        body: to_bytes(body, 64 << 20).await.unwrap().to_vec(),
    };
    between.fault.lock().unwrap().asks(&mut asked);
    if let Ok(socket) = WebSocketUpgrade::from_request_parts(&mut parts, &()).await
        && let Some(upstream) = open(&between, &asked).await
    {
        return socket.protocols([names::SUBPROTOCOL]).on_upgrade(|socket| talk(between, socket, upstream));
    }
    let mut headers = asked.headers.clone();
    for name in ["host", "content-length", "connection", "upgrade", "transfer-encoding"] {
        headers.remove(name);
    }
    let address = format!("{}{}", between.upstream, asked.path);
    let sent =
        between.client.request(asked.method.clone(), address).headers(headers).body(asked.body.clone());
    let came = sent.send().await.unwrap();
    let media =
        came.headers().get("content-type").and_then(|it| it.to_str().ok()).unwrap_or_default().to_owned();
    let (status, headers) = (came.status().as_u16(), came.headers().clone());
    if media == names::EVENT_STREAM {
        return Response::builder()
            .header("content-type", media)
            .body(Body::from_stream(came.bytes_stream()))
            .unwrap();
    }
    let mut answer = Answer { status, media, body: came.bytes().await.unwrap().to_vec() };
    between.fault.lock().unwrap().answers(&asked, &mut answer);
    respond(answer, &headers)
}

fn respond(answer: Answer, headers: &HeaderMap) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap();
    for (name, value) in headers {
        if !["content-length", "content-type", "transfer-encoding", "connection"].contains(&name.as_str()) {
            response.headers_mut().append(name.clone(), value.clone());
        }
    }
    if !answer.media.is_empty() {
        response.headers_mut().insert("content-type", answer.media.parse().unwrap());
    }
    response
}

fn path_of(uri: &Uri) -> String {
    uri.path_and_query().map_or_else(|| uri.path().to_owned(), ToString::to_string)
}

type Upstream = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn open(between: &Between, asked: &Asked) -> Option<Upstream> {
    let base = between.upstream.replacen("http", "ws", 1);
    let mut request = format!("{base}{}", asked.path).into_client_request().unwrap();
    for name in ["sec-websocket-protocol", "authorization"] {
        if let Some(value) = asked.headers.get(name) {
            request.headers_mut().insert(name, value.clone());
        }
    }
    connect_async(request).await.ok().map(|(socket, _)| socket)
}

async fn talk(between: Between, mut kit: WebSocket, mut server: Upstream) {
    loop {
        tokio::select! {
            came = server.next() => match came {
                Some(Ok(Message::Text(text))) => {
                    let told = between.fault.lock().unwrap().tells(text.to_string());
                    for frame in told {
                        if kit.send(Came::Text(frame.into())).await.is_err() {
                            return;
                        }
                    }
                }
                Some(Ok(Message::Close(frame))) => {
                    let frame = frame.map(|it| CloseFrame { code: it.code.into(), reason: it.reason.to_string().into() });
                    _ = kit.send(Came::Close(frame)).await;
                    return;
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            },
            said = kit.next() => match said {
                Some(Ok(Came::Text(text))) => _ = server.send(Message::text(text.to_string())).await,
                Some(Ok(Came::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => {}
            },
        }
    }
}
