-- Files that belong to nothing yet: their uploader may take them back, and the system clears what was forgotten.
CREATE POLICY uploader_takes_back ON work.file FOR DELETE TO daylight_app
  USING (uploader_id = (SELECT work.viewer_id()) AND num_nonnulls(comment_id, request_id, item_id) = 0);
GRANT DELETE ON work.file TO daylight_app;
CREATE INDEX file_waiting ON work.file (uploader_id) WHERE comment_id IS NULL AND request_id IS NULL AND item_id IS NULL;
CREATE INDEX file_comment ON work.file (comment_id) WHERE comment_id IS NOT NULL;
CREATE INDEX delivery_waiting ON work.delivery (id) WHERE sent_at IS NULL AND outcome IS NULL;
CREATE INDEX request_open ON work.request (status) WHERE archived_at IS NULL;

-- SECURITY DEFINER because nobody, the system included, may look at another's waiting file; this only takes old ones away.
CREATE FUNCTION work.clear_forgotten_files(before timestamptz) RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE n int;
BEGIN
  IF NOT work.is_system() THEN RAISE EXCEPTION 'only the system tidies' USING ERRCODE = '42501'; END IF;
  DELETE FROM work.file f WHERE f.comment_id IS NULL AND f.request_id IS NULL AND f.item_id IS NULL
    AND f.created_at < least(before, now() - interval '1 day');
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
GRANT EXECUTE ON FUNCTION work.clear_forgotten_files(timestamptz) TO daylight_app;


-- The three kinds with which every workspace begins. They are data from here on: admins change them.
INSERT INTO work.request_type (id, slug, name, description, position, questions, targets, title_from) VALUES
(gen_random_uuid(), 'code-review', 'Secure code review',
 'Somebody from the security team reads your code or your design with you. Two weeks of notice is best; it is planned into the next iteration. Architecture first, then code, then the merge.', 1,
$q$[
 {"id":"title","label":"What shall we look at?","hint":"The name of the change, the service or the design.","kind":"line","required":true},
 {"id":"stage","label":"What is there to read?","kind":"choice","required":true,"options":[
   {"value":"change","label":"A change","hint":"A pull request or a few commits"},
   {"value":"service","label":"A whole component","hint":"A repository or a part of one"},
   {"value":"design","label":"A design","hint":"Before the code is written or merged"}]},
 {"id":"description","label":"What does it do?","hint":"A few sentences for somebody who has never seen it.","kind":"text","required":true},
 {"id":"designDocument","label":"Where is the design written down?","hint":"A document that the security team can open.","kind":"link","required":true,"showIf":{"question":"stage","is":"design"}},
 {"id":"links","label":"Links to the code","hint":"Pull requests, commits or repositories, one on each line.","kind":"links"},
 {"id":"focus","label":"What changed, and where should we look hardest?","hint":"The part that keeps you awake, if there is one.","kind":"text","required":true},
 {"id":"scenarios","label":"How is it used?","hint":"Who uses it, from where, and what goes wrong if it is misused.","kind":"text"},
 {"id":"dataFlows","label":"Which data goes where?","hint":"What comes in, what is stored, what is handed on.","kind":"text"},
 {"id":"reference","label":"Anything to read beforehand","hint":"Documents and diagrams, one link on each line.","kind":"links"},
 {"id":"deadline","label":"When do you need it?","hint":"The day of the merge or the launch.","kind":"date","due":true},
 {"id":"files","label":"Files","hint":"Diagrams, notes, recordings of a tour.","kind":"files"}
]$q$,
 '[{"name":"First look","unit":"days","amount":1,"urgent":{"unit":"hours","amount":2}},{"name":"Answer","unit":"days","amount":10,"urgent":{"unit":"days","amount":3}}]', 'title'),
(gen_random_uuid(), 'questionnaire', 'Security questionnaire',
 'A customer sent questions about our security. Answer what you can from the library first; what stays open comes to the security team.', 2,
$q$[
 {"id":"customer","label":"Which customer?","kind":"line","required":true},
 {"id":"relation","label":"New or existing?","kind":"choice","required":true,"options":[
   {"value":"new","label":"A new customer"},{"value":"existing","label":"An existing customer"}]},
 {"id":"deployment","label":"How do they run our product?","kind":"choice","required":true,"options":[
   {"value":"self-hosted","label":"Self-hosted"},{"value":"managed","label":"Managed by us"},{"value":"cloud","label":"Cloud"}]},
 {"id":"sentAs","label":"How did the questions arrive?","kind":"choice","required":true,"options":[
   {"value":"file","label":"As a file"},{"value":"link","label":"In a portal or a shared document"}]},
 {"id":"file","label":"The questionnaire","hint":"The file as the customer sent it.","kind":"files","required":true,"showIf":{"question":"sentAs","is":"file"}},
 {"id":"link","label":"Where is it?","hint":"A link that the security team can open.","kind":"link","required":true,"showIf":{"question":"sentAs","is":"link"}},
 {"id":"opportunity","label":"Link to the opportunity","kind":"link"},
 {"id":"received","label":"When did it arrive?","kind":"date","required":true},
 {"id":"dueToCustomer","label":"When is it due to the customer?","hint":"Five working days after it reached us is what we aim for.","kind":"date","required":true,"due":true},
 {"id":"openQuestions","label":"Which questions are left for Security?","hint":"Their numbers, if you have already answered some.","kind":"text"},
 {"id":"other","label":"Anything else we should know","kind":"text"}
]$q$,
 '[{"name":"First look","unit":"days","amount":1,"urgent":{"unit":"hours","amount":2}},{"name":"Answer","unit":"days","amount":5,"urgent":{"unit":"days","amount":2}}]', 'customer'),
(gen_random_uuid(), 'support', 'Something else',
 'Anything that you would ask a colleague in Security: a question, a vendor to look at, a request that was blocked, advice before you decide.', 3,
$q$[
 {"id":"what","label":"What do you need?","hint":"In one line.","kind":"line","required":true},
 {"id":"about","label":"What is it about?","kind":"choice","required":true,"options":[
   {"value":"question","label":"A question or advice"},
   {"value":"vendor","label":"A vendor or a tool to look at"},
   {"value":"blocked","label":"Something that was blocked"},
   {"value":"other","label":"Something else"}]},
 {"id":"blocked","label":"When was it blocked, and at which address?","hint":"The time with its zone, and the whole address.","kind":"text","required":true,"showIf":{"question":"about","is":"blocked"}},
 {"id":"why","label":"Why do you need it?","hint":"What happens if nothing is done.","kind":"text","required":true},
 {"id":"links","label":"Links","hint":"One on each line.","kind":"links"},
 {"id":"files","label":"Files","hint":"Pictures of the screen, logs.","kind":"files"}
]$q$,
 '[{"name":"First look","unit":"hours","amount":4,"urgent":{"unit":"hours","amount":1}},{"name":"Answer","unit":"days","amount":3,"urgent":{"unit":"hours","amount":8}}]', 'what');
