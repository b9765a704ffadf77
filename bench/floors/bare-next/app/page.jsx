// Floor "bare Next": as many rows as the product's roadmap, drawn once and kept by the framework.
const rows = Array.from({ length: 500 }, (_, n) => ({
  id: n,
  title: `Entry ${n}: one more thing that makes the product safer`,
  summary: 'What it is, why it matters to you, and roughly when, in one or two sentences of plain words.',
}))

export default function Page() {
  return (
    <main>
      {rows.map((row) => (
        <article key={row.id} id={`entry-${row.id}`}>
          <h3>{row.title}</h3>
          <p>{row.summary}</p>
          <span>Planned</span>
        </article>
      ))}
    </main>
  )
}
