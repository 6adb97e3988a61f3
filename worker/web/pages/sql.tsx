export function SqlPage() {
  return <div class="wide page">…</div>
}
