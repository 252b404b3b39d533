// Shows new messages as they come, without moving what is being looked at.
const messages = document.getElementById("messages");
let shown = "";

async function refresh() {
  try {
    const response = await fetch("/page/messages");
    const html = response.ok ? await response.text() : shown;
    if (html !== shown) {
      messages.innerHTML = html;
      shown = html;
    }
    document.title = "mando on this machine";
  } catch {
    document.title = "mando (stopped)";
  }
  setTimeout(refresh, document.hidden ? 3000 : 500);
}
refresh();
