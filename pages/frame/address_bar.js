export default function ({ data }) {
  if (location.search === data.was) history.replaceState(history.state, "", location.pathname + data.is)
}
