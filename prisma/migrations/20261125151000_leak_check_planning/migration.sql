-- The leak check looks for the words of planning, too: what blocks, points of a checklist, own fields, risks, views, templates, aims.
CREATE OR REPLACE FUNCTION work.hidden_fingerprints(most int) RETURNS TABLE (kind text, subject_id uuid, field text, words int, fingerprint bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT work.is_system() THEN RAISE EXCEPTION 'only the system compares' USING ERRCODE = '42501'; END IF;
  RETURN QUERY
  WITH hidden (kind, subject_id, field, words, deep) AS (
    SELECT 'item', i.id, f.name, f.words, i.audience = 'restricted' FROM work.item i,
      LATERAL (VALUES ('title', i.title), ('description', i.description), ('key', i.key), ('blocked', i.blocked_reason),
        ('owner team', i.owner_team), ('source link', i.source_link)) f (name, words)
    UNION ALL SELECT 'item', i.id, 'checklist', c.value ->> 'text', i.audience = 'restricted' FROM work.item i, LATERAL jsonb_array_elements(i.checklist) c
    UNION ALL SELECT 'item', i.id, 'own field', c.value, i.audience = 'restricted' FROM work.item i, LATERAL jsonb_each_text(i.custom) c
    UNION ALL SELECT 'risk', r.item_id, f.name, f.words, true FROM work.risk_decision r,
      LATERAL (VALUES ('why', r.why), ('mitigations', r.mitigations), ('effort', r.effort), ('affected', r.affected), ('how found', r.how_found), ('words', r.words)) f (name, words)
    UNION ALL SELECT 'view', v.id, f.name, f.words, false FROM work.saved_view v, LATERAL (VALUES ('name', v.name), ('query', v.query)) f (name, words)
    UNION ALL SELECT 'template', t.id, f.name, f.words, false FROM work.item_template t, LATERAL (VALUES ('title', t.title), ('description', t.description)) f (name, words)
    UNION ALL SELECT 'iteration', n.id, 'aim', aim, false FROM work.iteration n, LATERAL unnest(n.aims) aim
    UNION ALL SELECT 'idea', i.id, f.name, f.words, false FROM work.idea i, LATERAL (VALUES ('title', i.title), ('problem', i.problem)) f (name, words)
    UNION ALL SELECT 'goal', g.id, f.name, f.words, false FROM work.goal g, LATERAL (VALUES ('title', g.title), ('problem', g.problem)) f (name, words)
    UNION ALL SELECT 'milestone', m.id, 'title', m.title, false FROM work.milestone m
    UNION ALL SELECT 'release', r.id, 'name', r.name, false FROM work.release r
    UNION ALL SELECT 'comment', c.id, 'body', c.body, c.audience = 'restricted' FROM work.comment c
    UNION ALL SELECT 'request', r.id, f.name, f.words, false FROM work.request r,
      LATERAL (SELECT 'key', r.key UNION ALL SELECT 'title', r.title UNION ALL SELECT 'urgent reason', r.urgent_reason UNION ALL SELECT 'closing words', r.closing_words
        UNION ALL SELECT 'answer', a.value FROM jsonb_each_text(r.answers) a) f (name, words)
    UNION ALL SELECT 'draft', d.person_id, 'answer', a.value, false FROM work.draft d, LATERAL jsonb_each_text(d.answers) a
    UNION ALL SELECT 'file', l.id, 'name', l.name, false FROM work.file l
    UNION ALL SELECT 'person', p.id, 'email', p.email, false FROM work.person p
    UNION ALL SELECT 'face', x.id, f.name, f.words, false FROM work.face x, LATERAL (VALUES ('title', x.title), ('summary', x.summary), ('body', x.body)) f (name, words)
      WHERE x.state <> 'public'
  ), sampled AS (
    SELECT h.kind, h.subject_id, h.field, string_to_array(work.plain_words(left(h.words, 4000)), ' ') AS w, h.deep
    FROM hidden h WHERE length(h.words) >= 4 ORDER BY h.deep DESC, h.field IN ('title', 'key', 'email') DESC, random() LIMIT most
  ), runs AS (
    -- Six words in a row are nobody's coincidence; a short text counts as a whole, a long strange word by itself.
    SELECT s.kind, s.subject_id, s.field, s.deep, least(6, cardinality(s.w)) AS words, array_to_string(s.w[n : n + 5], ' ') AS run
      FROM sampled s, generate_series(1, greatest(1, least(cardinality(s.w) - 5, 40)), 3) n WHERE s.field <> 'key'
    UNION ALL SELECT s.kind, s.subject_id, s.field, s.deep, 1, word FROM sampled s, unnest(s.w) word WHERE length(word) >= 18
    UNION ALL SELECT s.kind, s.subject_id, s.field, s.deep, 2, array_to_string(s.w, ' ') FROM sampled s WHERE s.field = 'key'
  ), approved AS (
    -- Words that two people let out are public on purpose, wherever else they stand.
    SELECT ' ' || coalesce(string_agg(work.plain_words(concat_ws(' | ', e.slug, e.title, e.summary, e.body)), ' | '), '') || ' ' AS said
    FROM published.entry e JOIN work.face f ON f.slug = e.slug AND f.published_at IS NOT NULL
  )
  SELECT DISTINCT ON (r.run) r.kind, r.subject_id, r.field, r.words, sha256(convert_to(r.run, 'UTF8'))
  FROM runs r, approved a
  WHERE (length(r.run) >= 12 OR r.field = 'key') AND (r.words > 1 OR length(r.run) >= 18) AND strpos(a.said, ' ' || r.run || ' ') = 0
  ORDER BY r.run LIMIT most;
END $$;
