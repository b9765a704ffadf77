-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "gate";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "published";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "work";

-- CreateTable
CREATE TABLE "work"."face" (
    "id" UUID NOT NULL,
    "idea_id" UUID,
    "item_id" UUID,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL,
    "quarter" TEXT,
    "state" TEXT NOT NULL DEFAULT 'candidate',
    "version" INTEGER NOT NULL DEFAULT 1,
    "editor_ids" UUID[],
    "submitted_at" TIMESTAMPTZ(3),
    "submitted_by_id" UUID,
    "approved_at" TIMESTAMPTZ(3),
    "approved_by_id" UUID,
    "approved_version" INTEGER,
    "published_at" TIMESTAMPTZ(3),
    "published_version" INTEGER,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by_id" UUID,
    "withdrawn_why" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "face_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."goal" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "problem" TEXT NOT NULL DEFAULT '',
    "accountable_id" UUID,
    "due" DATE,
    "health" TEXT NOT NULL DEFAULT 'on track',
    "confidence" INTEGER,
    "audience" TEXT NOT NULL DEFAULT 'internal',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "goal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."milestone" (
    "id" UUID NOT NULL,
    "goal_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "due" DATE,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."idea" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "problem" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'under consideration',
    "quarter" TEXT,
    "goal_id" UUID,
    "audience" TEXT NOT NULL DEFAULT 'internal',
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "promoted_at" TIMESTAMPTZ(3),
    "promoted_by_id" UUID,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "idea_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."vote" (
    "idea_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "cast_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "in_open" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "vote_pkey" PRIMARY KEY ("idea_id","person_id")
);

-- CreateTable
CREATE TABLE "work"."item" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "type" TEXT NOT NULL DEFAULT 'task',
    "origin" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'backlog',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "priority" TEXT NOT NULL DEFAULT 'none',
    "estimate" INTEGER,
    "assignee_id" UUID,
    "reporter_id" UUID,
    "parent_id" UUID,
    "iteration_id" UUID,
    "release_id" UUID,
    "idea_id" UUID,
    "request_id" UUID,
    "labels" TEXT[],
    "due" DATE,
    "rank" TEXT COLLATE "C" NOT NULL,
    "audience" TEXT NOT NULL DEFAULT 'private',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."item_goal" (
    "item_id" UUID NOT NULL,
    "goal_id" UUID NOT NULL,

    CONSTRAINT "item_goal_pkey" PRIMARY KEY ("item_id","goal_id")
);

-- CreateTable
CREATE TABLE "work"."item_relation" (
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "item_relation_pkey" PRIMARY KEY ("from_id","to_id","kind")
);

-- CreateTable
CREATE TABLE "work"."named_person" (
    "subject_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,

    CONSTRAINT "named_person_pkey" PRIMARY KEY ("subject_id","person_id")
);

-- CreateTable
CREATE TABLE "work"."iteration" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "aims" TEXT[],
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "iteration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."person" (
    "id" UUID NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'employee',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimed_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate"."identity" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "identity_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateTable
CREATE TABLE "gate"."session" (
    "id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate"."one_time_link" (
    "id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "attempt_hash" BYTEA,
    "code_hash" BYTEA,
    "code_tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "spent_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate"."api_token" (
    "id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate"."rate_count" (
    "key" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "taken" INTEGER NOT NULL,

    CONSTRAINT "rate_count_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "published"."workspace" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL DEFAULT 'Security',
    "revision" BIGINT NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "fiscal_start_month" INTEGER NOT NULL DEFAULT 1,
    "zone" TEXT NOT NULL DEFAULT 'UTC',

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "published"."entry" (
    "slug" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "quarter" TEXT,
    "votes" INTEGER NOT NULL DEFAULT 0,
    "position" INTEGER NOT NULL DEFAULT 0,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "entry_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "published"."change" (
    "id" BIGSERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "what" TEXT NOT NULL,
    "was" TEXT,
    "is" TEXT,

    CONSTRAINT "change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."history" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "was" JSONB,
    "is" JSONB,
    "person_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "command" TEXT NOT NULL,
    "command_id" UUID NOT NULL,

    CONSTRAINT "history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."audit_line" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID,
    "role" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "command_id" UUID NOT NULL,
    "kind" TEXT,
    "subject_id" UUID,
    "detail" TEXT NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."audit_seal" (
    "n" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "before" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("n")
);

-- CreateTable
CREATE TABLE "work"."audit_waiting" (
    "line_id" BIGINT NOT NULL,

    CONSTRAINT "audit_waiting_pkey" PRIMARY KEY ("line_id")
);

-- CreateTable
CREATE TABLE "work"."outbox" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "event" TEXT NOT NULL,
    "person_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."delivery" (
    "id" UUID NOT NULL,
    "outbox_id" BIGINT NOT NULL,
    "person_id" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."idempotency" (
    "person_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_pkey" PRIMARY KEY ("person_id","key")
);

-- CreateTable
CREATE TABLE "work"."import_source" (
    "source" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_source_pkey" PRIMARY KEY ("source","kind","external_id")
);

-- CreateTable
CREATE TABLE "work"."sample_row" (
    "kind" TEXT NOT NULL,
    "id" UUID NOT NULL,

    CONSTRAINT "sample_row_pkey" PRIMARY KEY ("kind","id")
);

-- CreateTable
CREATE TABLE "work"."release" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "date" DATE,
    "audience" TEXT NOT NULL DEFAULT 'private',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."request_type" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "questions" JSONB NOT NULL,
    "targets" JSONB NOT NULL,
    "title_from" TEXT NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "request_type_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."request" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "type_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'new',
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "urgent_reason" TEXT,
    "requester_id" UUID NOT NULL,
    "owner_id" UUID,
    "due" DATE,
    "seen_at" TIMESTAMPTZ(3),
    "seen_by_id" UUID,
    "taken_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "closing_words" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."request_clock" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "paused_at" TIMESTAMPTZ(3),
    "paused_ms" BIGINT NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "met_at" TIMESTAMPTZ(3),

    CONSTRAINT "request_clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."draft" (
    "person_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("person_id","form")
);

-- CreateTable
CREATE TABLE "work"."workspace" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL DEFAULT 'Security',
    "key_prefix" TEXT NOT NULL DEFAULT 'SEC',
    "next_item_number" INTEGER NOT NULL DEFAULT 1,
    "next_request_number" INTEGER NOT NULL DEFAULT 1,
    "fiscal_start_month" INTEGER NOT NULL DEFAULT 1,
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "calendar" JSONB NOT NULL DEFAULT '{"days":[1,2,3,4,5],"opens":"09:00","closes":"17:00","holidays":[]}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."comment" (
    "id" UUID NOT NULL,
    "item_id" UUID,
    "request_id" UUID,
    "author_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "edited_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."file" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "uploader_id" UUID NOT NULL,
    "item_id" UUID,
    "request_id" UUID,
    "comment_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work"."file_piece" (
    "file_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_piece_pkey" PRIMARY KEY ("file_id","n")
);

-- CreateIndex
CREATE UNIQUE INDEX "face_idea_id_key" ON "work"."face"("idea_id");

-- CreateIndex
CREATE UNIQUE INDEX "face_item_id_key" ON "work"."face"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "face_slug_key" ON "work"."face"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "goal_slug_key" ON "work"."goal"("slug");

-- CreateIndex
CREATE INDEX "milestone_goal_id_idx" ON "work"."milestone"("goal_id");

-- CreateIndex
CREATE UNIQUE INDEX "idea_slug_key" ON "work"."idea"("slug");

-- CreateIndex
CREATE INDEX "idea_status_idx" ON "work"."idea"("status");

-- CreateIndex
CREATE INDEX "vote_person_id_idx" ON "work"."vote"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "item_key_key" ON "work"."item"("key");

-- CreateIndex
CREATE UNIQUE INDEX "item_rank_key" ON "work"."item"("rank");

-- CreateIndex
CREATE INDEX "item_status_rank_idx" ON "work"."item"("status", "rank");

-- CreateIndex
CREATE INDEX "item_iteration_id_idx" ON "work"."item"("iteration_id");

-- CreateIndex
CREATE INDEX "item_idea_id_idx" ON "work"."item"("idea_id");

-- CreateIndex
CREATE INDEX "item_request_id_idx" ON "work"."item"("request_id");

-- CreateIndex
CREATE INDEX "item_parent_id_idx" ON "work"."item"("parent_id");

-- CreateIndex
CREATE INDEX "item_assignee_id_idx" ON "work"."item"("assignee_id");

-- CreateIndex
CREATE INDEX "item_goal_goal_id_idx" ON "work"."item_goal"("goal_id");

-- CreateIndex
CREATE INDEX "item_relation_to_id_idx" ON "work"."item_relation"("to_id");

-- CreateIndex
CREATE UNIQUE INDEX "iteration_number_key" ON "work"."iteration"("number");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "work"."person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_hash_key" ON "gate"."session"("hash");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "gate"."session"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "one_time_link_hash_key" ON "gate"."one_time_link"("hash");

-- CreateIndex
CREATE INDEX "one_time_link_person_id_idx" ON "gate"."one_time_link"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_hash_key" ON "gate"."api_token"("hash");

-- CreateIndex
CREATE INDEX "api_token_person_id_idx" ON "gate"."api_token"("person_id");

-- CreateIndex
CREATE INDEX "entry_kind_status_idx" ON "published"."entry"("kind", "status");

-- CreateIndex
CREATE INDEX "change_slug_at_idx" ON "published"."change"("slug", "at");

-- CreateIndex
CREATE INDEX "history_subject_id_id_idx" ON "work"."history"("subject_id", "id");

-- CreateIndex
CREATE INDEX "audit_line_command_idx" ON "work"."audit_line"("command");

-- CreateIndex
CREATE INDEX "audit_line_person_id_idx" ON "work"."audit_line"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_line_id_key" ON "work"."audit_seal"("line_id");

-- CreateIndex
CREATE INDEX "outbox_told_at_idx" ON "work"."outbox"("told_at");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_outbox_id_person_id_key" ON "work"."delivery"("outbox_id", "person_id");

-- CreateIndex
CREATE INDEX "idempotency_created_at_idx" ON "work"."idempotency"("created_at");

-- CreateIndex
CREATE INDEX "import_source_subject_id_idx" ON "work"."import_source"("subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "release_slug_key" ON "work"."release"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "request_type_slug_key" ON "work"."request_type"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "request_key_key" ON "work"."request"("key");

-- CreateIndex
CREATE INDEX "request_status_created_at_idx" ON "work"."request"("status", "created_at");

-- CreateIndex
CREATE INDEX "request_requester_id_idx" ON "work"."request"("requester_id");

-- CreateIndex
CREATE UNIQUE INDEX "request_clock_request_id_name_key" ON "work"."request_clock"("request_id", "name");

-- CreateIndex
CREATE INDEX "comment_item_id_created_at_idx" ON "work"."comment"("item_id", "created_at");

-- CreateIndex
CREATE INDEX "comment_request_id_created_at_idx" ON "work"."comment"("request_id", "created_at");

-- CreateIndex
CREATE INDEX "file_request_id_idx" ON "work"."file"("request_id");

-- CreateIndex
CREATE INDEX "file_item_id_idx" ON "work"."file"("item_id");

-- AddForeignKey
ALTER TABLE "work"."milestone" ADD CONSTRAINT "milestone_goal_id_fkey" FOREIGN KEY ("goal_id") REFERENCES "work"."goal"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."idea" ADD CONSTRAINT "idea_goal_id_fkey" FOREIGN KEY ("goal_id") REFERENCES "work"."goal"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."idea" ADD CONSTRAINT "idea_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "work"."person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."vote" ADD CONSTRAINT "vote_idea_id_fkey" FOREIGN KEY ("idea_id") REFERENCES "work"."idea"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."vote" ADD CONSTRAINT "vote_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "work"."person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."item" ADD CONSTRAINT "item_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "work"."person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."item" ADD CONSTRAINT "item_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "work"."person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."item" ADD CONSTRAINT "item_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "work"."item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."item" ADD CONSTRAINT "item_iteration_id_fkey" FOREIGN KEY ("iteration_id") REFERENCES "work"."iteration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."item" ADD CONSTRAINT "item_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "work"."release"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."item" ADD CONSTRAINT "item_idea_id_fkey" FOREIGN KEY ("idea_id") REFERENCES "work"."idea"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."item" ADD CONSTRAINT "item_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "work"."request"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."item_goal" ADD CONSTRAINT "item_goal_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "work"."item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."item_goal" ADD CONSTRAINT "item_goal_goal_id_fkey" FOREIGN KEY ("goal_id") REFERENCES "work"."goal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."item_relation" ADD CONSTRAINT "item_relation_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "work"."item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."item_relation" ADD CONSTRAINT "item_relation_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "work"."item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published"."change" ADD CONSTRAINT "change_slug_fkey" FOREIGN KEY ("slug") REFERENCES "published"."entry"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."request" ADD CONSTRAINT "request_type_id_fkey" FOREIGN KEY ("type_id") REFERENCES "work"."request_type"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."request" ADD CONSTRAINT "request_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "work"."person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."request" ADD CONSTRAINT "request_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "work"."person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."request_clock" ADD CONSTRAINT "request_clock_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "work"."request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."comment" ADD CONSTRAINT "comment_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "work"."item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."comment" ADD CONSTRAINT "comment_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "work"."request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."comment" ADD CONSTRAINT "comment_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "work"."person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."file" ADD CONSTRAINT "file_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "work"."item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."file" ADD CONSTRAINT "file_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "work"."request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."file" ADD CONSTRAINT "file_comment_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "work"."comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work"."file_piece" ADD CONSTRAINT "file_piece_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "work"."file"("id") ON DELETE CASCADE ON UPDATE CASCADE;
