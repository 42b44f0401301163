CREATE TABLE "provinces" (
  "id" TEXT, -- Id of the record
  "name" TEXT, -- Names of the division
  "name_en" TEXT, -- Names of the division
  "short" TEXT, -- Short Chinese name
  "gb2260" TEXT, -- Six digits, in quotes, for example "520000"
  "iso3166_2" TEXT, -- For example CN-GZ
  "kind" TEXT, -- Kind of division
  PRIMARY KEY ("id")
);
CREATE TABLE "bodies" (
  "province" TEXT, -- The province
  "id" TEXT, -- Id of the record
  "kind" TEXT, -- Kind of body
  "main" INTEGER, -- True for the main leading group for data or digital work; exactly one in a file
  "name" TEXT, -- Full name, with the province in front
  "name_en" TEXT, -- Full name, with the province in front
  "as_written" TEXT, -- The name in the source's words, where it differs
  "established" TEXT, -- When it was founded
  "established_state" TEXT, -- State of established, unless known and stated
  "opened" TEXT, -- When it opened its doors
  "opened_state" TEXT, -- State of opened, unless known and stated
  "founder" TEXT, -- Who decided to found it
  "founder_en" TEXT, -- Who decided to found it
  "founder_state" TEXT, -- State of founder, unless known and stated
  "purpose" TEXT, -- What it is for or does, in your own words
  "purpose_en" TEXT, -- What it is for or does, in your own words
  "form" TEXT, -- Whether it stands by itself, is a plate on another body, or a part of one
  "form_state" TEXT, -- State of form, unless known and stated
  "plate_of" TEXT, -- Id of the body on which it is a plate
  "plate_of_state" TEXT, -- State of plate-of, unless known and stated
  "parent" TEXT, -- Id of the body above it
  "parent_state" TEXT, -- State of parent, unless known and stated
  "predecessor" TEXT, -- Id of the body that it replaced
  "predecessor_state" TEXT, -- State of predecessor, unless known and stated
  "city" TEXT, -- City in which it sits
  "city_en" TEXT, -- City in which it sits
  "city_state" TEXT, -- State of city, unless known and stated
  "heads" TEXT, -- Who heads it
  "heads_state" TEXT, -- State of heads, unless known and stated
  "standing" TEXT, -- How it stands on the day asked for
  "via" TEXT, -- The outlet that the source itself credits for this
  "via_en" TEXT, -- The outlet that the source itself credits for this
  "anchors" TEXT, -- Terms that occur in the paragraphs cited
  "cite" TEXT, -- Citations, source#paragraph
  PRIMARY KEY ("province", "id"),
  FOREIGN KEY ("province") REFERENCES "provinces" ("id"),
  FOREIGN KEY ("province", "plate_of") REFERENCES "bodies" ("province", "id"),
  FOREIGN KEY ("province", "parent") REFERENCES "bodies" ("province", "id"),
  FOREIGN KEY ("province", "predecessor") REFERENCES "bodies" ("province", "id")
);
CREATE INDEX "bodies_by_province_plate_of" ON "bodies" ("province", "plate_of");
CREATE INDEX "bodies_by_province_parent" ON "bodies" ("province", "parent");
CREATE INDEX "bodies_by_province_predecessor" ON "bodies" ("province", "predecessor");
CREATE TABLE "heads" (
  "province" TEXT, -- The province
  "body" TEXT, -- The body that is headed
  "id" TEXT, -- Id of the record
  "person" TEXT, -- Name of the person
  "person_en" TEXT, -- Name of the person
  "person_state" TEXT, -- State of person, unless known and stated
  "role" TEXT, -- Role in the body
  "posts" TEXT, -- Posts that the person holds, as the source names them
  "posts_state" TEXT, -- State of posts, unless known and stated
  "as_of" TEXT, -- The day for which the source states the headship
  "as_of_state" TEXT, -- State of as-of, unless known and stated
  "since" TEXT, -- When the headship began, if a source says so
  "since_state" TEXT, -- State of since, unless known and stated
  "until" TEXT, -- When it ended, if a source says so
  "until_state" TEXT, -- State of until, unless known and stated
  "basis" TEXT, -- Whether the source states the headship or it is inferred
  "inferred_from" TEXT, -- Id of the record (a meeting, say) from which an implied headship is inferred
  "standing" TEXT, -- How it stands on the day asked for
  "via" TEXT, -- The outlet that the source itself credits for this
  "via_en" TEXT, -- The outlet that the source itself credits for this
  "anchors" TEXT, -- Terms that occur in the paragraphs cited
  "cite" TEXT, -- Citations, source#paragraph
  PRIMARY KEY ("province", "body", "id"),
  FOREIGN KEY ("province") REFERENCES "provinces" ("id"),
  FOREIGN KEY ("province", "body") REFERENCES "bodies" ("province", "id")
);
CREATE TABLE "meetings" (
  "province" TEXT, -- The province
  "id" TEXT, -- Id of the record
  "body" TEXT, -- Id of the body that met
  "body_state" TEXT, -- State of body, unless known and stated
  "date" TEXT, -- Day of the meeting
  "date_state" TEXT, -- State of date, unless known and stated
  "title" TEXT, -- Name of the meeting
  "title_en" TEXT, -- Name of the meeting
  "title_state" TEXT, -- State of title, unless known and stated
  "chair" TEXT, -- Who chaired
  "chair_en" TEXT, -- Who chaired
  "chair_state" TEXT, -- State of chair, unless known and stated
  "speakers" TEXT, -- Who spoke
  "speakers_en" TEXT, -- Who spoke
  "speakers_state" TEXT, -- State of speakers, unless known and stated
  "themes" TEXT, -- What was discussed or decided
  "themes_state" TEXT, -- State of themes, unless known and stated
  "summary" TEXT, -- What was decided, in your own words
  "summary_en" TEXT, -- What was decided, in your own words
  "standing" TEXT, -- How it stands on the day asked for
  "via" TEXT, -- The outlet that the source itself credits for this
  "via_en" TEXT, -- The outlet that the source itself credits for this
  "anchors" TEXT, -- Terms that occur in the paragraphs cited
  "cite" TEXT, -- Citations, source#paragraph
  PRIMARY KEY ("province", "id"),
  FOREIGN KEY ("province") REFERENCES "provinces" ("id"),
  FOREIGN KEY ("province", "body") REFERENCES "bodies" ("province", "id")
);
CREATE INDEX "meetings_by_province_body" ON "meetings" ("province", "body");
CREATE TABLE "policies" (
  "province" TEXT, -- The province
  "id" TEXT, -- Id of the record
  "title" TEXT, -- Title of the document
  "title_en" TEXT, -- Title of the document
  "kind" TEXT, -- Kind of document
  "kind_state" TEXT, -- State of kind, unless known and stated
  "issuer" TEXT, -- Id of the body that issued it or put it out for comment
  "issuer_state" TEXT, -- State of issuer, unless known and stated
  "issued_by" TEXT, -- Who issued or passed it, where that is no body on record
  "issued_by_en" TEXT, -- Who issued or passed it, where that is no body on record
  "issued_by_state" TEXT, -- State of issued-by, unless known and stated
  "issuing_level" TEXT, -- The level at which it was issued or passed
  "issuing_level_state" TEXT, -- State of issuing-level, unless known and stated
  "status" TEXT, -- Latest status that a source gives
  "status_state" TEXT, -- State of status, unless known and stated
  "date" TEXT, -- When that status began
  "date_state" TEXT, -- State of date, unless known and stated
  "passed" TEXT, -- When it was passed
  "passed_state" TEXT, -- State of passed, unless known and stated
  "session" TEXT, -- The session that passed it
  "session_en" TEXT, -- The session that passed it
  "session_state" TEXT, -- State of session, unless known and stated
  "in_force" TEXT, -- The day from which it is in force
  "in_force_state" TEXT, -- State of in-force, unless known and stated
  "doc_number" TEXT, -- Official number of the document or of its announcement
  "doc_number_state" TEXT, -- State of doc-number, unless known and stated
  "supersedes" TEXT, -- Id of the policy that this one replaces
  "history" TEXT, -- Earlier statuses, oldest first
  "topics" TEXT, -- What it is about
  "summary" TEXT, -- What it says, in your own words
  "summary_en" TEXT, -- What it says, in your own words
  "standing" TEXT, -- How it stands on the day asked for
  "via" TEXT, -- The outlet that the source itself credits for this
  "via_en" TEXT, -- The outlet that the source itself credits for this
  "anchors" TEXT, -- Terms that occur in the paragraphs cited
  "cite" TEXT, -- Citations, source#paragraph
  PRIMARY KEY ("province", "id"),
  FOREIGN KEY ("province") REFERENCES "provinces" ("id"),
  FOREIGN KEY ("province", "issuer") REFERENCES "bodies" ("province", "id"),
  FOREIGN KEY ("province", "supersedes") REFERENCES "policies" ("province", "id")
);
CREATE INDEX "policies_by_province_issuer" ON "policies" ("province", "issuer");
CREATE INDEX "policies_by_province_supersedes" ON "policies" ("province", "supersedes");
CREATE TABLE "targets" (
  "province" TEXT, -- The province
  "id" TEXT, -- Id of the record
  "metric" TEXT, -- What is measured
  "relation" TEXT, -- How the figure is meant
  "value" NUMERIC, -- The figure as a plain number, in the unit
  "unit" TEXT, -- Unit of the figure
  "as_written" TEXT, -- Figure and unit in the source's words, for example 240亿元; must equal value and unit
  "year" TEXT, -- By when
  "year_state" TEXT, -- State of year, unless known and stated
  "basis" TEXT, -- target: set by a policy; expectation: what a source expects
  "policy" TEXT, -- Id of the policy that sets it
  "policy_state" TEXT, -- State of policy, unless known and stated
  "body" TEXT, -- Id of the body whose figure it is
  "standing" TEXT, -- How it stands on the day asked for
  "via" TEXT, -- The outlet that the source itself credits for this
  "via_en" TEXT, -- The outlet that the source itself credits for this
  "anchors" TEXT, -- Terms that occur in the paragraphs cited
  "cite" TEXT, -- Citations, source#paragraph
  PRIMARY KEY ("province", "id"),
  FOREIGN KEY ("province") REFERENCES "provinces" ("id"),
  FOREIGN KEY ("province", "policy") REFERENCES "policies" ("province", "id"),
  FOREIGN KEY ("province", "body") REFERENCES "bodies" ("province", "id")
);
CREATE INDEX "targets_by_province_policy" ON "targets" ("province", "policy");
CREATE INDEX "targets_by_province_body" ON "targets" ("province", "body");
CREATE TABLE "measures" (
  "province" TEXT, -- The province
  "id" TEXT, -- Id of the record
  "metric" TEXT, -- What was measured
  "relation" TEXT, -- How the figure is meant, for example more than; left out where it is exact
  "value" NUMERIC, -- The figure as a plain number, in the unit
  "unit" TEXT, -- Unit of the figure
  "as_written" TEXT, -- Figure and unit in the source's words; must equal value and unit
  "year" TEXT, -- The year or the day for which the figure is stated
  "year_state" TEXT, -- State of year, unless known and stated
  "body" TEXT, -- Id of the body whose figure it is
  "standing" TEXT, -- How it stands on the day asked for
  "via" TEXT, -- The outlet that the source itself credits for this
  "via_en" TEXT, -- The outlet that the source itself credits for this
  "anchors" TEXT, -- Terms that occur in the paragraphs cited
  "cite" TEXT, -- Citations, source#paragraph
  PRIMARY KEY ("province", "id"),
  FOREIGN KEY ("province") REFERENCES "provinces" ("id"),
  FOREIGN KEY ("province", "body") REFERENCES "bodies" ("province", "id")
);
CREATE INDEX "measures_by_province_body" ON "measures" ("province", "body");
CREATE TABLE "milestones" (
  "province" TEXT, -- The province
  "id" TEXT, -- Id of the record
  "date" TEXT, -- When it happened
  "date_state" TEXT, -- State of date, unless known and stated
  "claim" TEXT, -- What the source claims, in your own words
  "claim_en" TEXT, -- What the source claims, in your own words
  "scope" TEXT, -- Scope of the claim
  "scope_state" TEXT, -- State of scope, unless known and stated
  "body" TEXT, -- Id of the body that it is about
  "topics" TEXT, -- What it is about
  "standing" TEXT, -- How it stands on the day asked for
  "via" TEXT, -- The outlet that the source itself credits for this
  "via_en" TEXT, -- The outlet that the source itself credits for this
  "anchors" TEXT, -- Terms that occur in the paragraphs cited
  "cite" TEXT, -- Citations, source#paragraph
  PRIMARY KEY ("province", "id"),
  FOREIGN KEY ("province") REFERENCES "provinces" ("id"),
  FOREIGN KEY ("province", "body") REFERENCES "bodies" ("province", "id")
);
CREATE INDEX "milestones_by_province_body" ON "milestones" ("province", "body");
CREATE TABLE "initiatives" (
  "province" TEXT, -- The province
  "id" TEXT, -- Id of the record
  "meeting" TEXT, -- Id of the meeting at which it was put forward
  "topics" TEXT, -- What it is about
  "mode" TEXT, -- How the initiative is pursued
  "mode_state" TEXT, -- State of mode, unless known and stated
  "summary" TEXT, -- What is being done, in your own words
  "summary_en" TEXT, -- What is being done, in your own words
  "standing" TEXT, -- How it stands on the day asked for
  "via" TEXT, -- The outlet that the source itself credits for this
  "via_en" TEXT, -- The outlet that the source itself credits for this
  "anchors" TEXT, -- Terms that occur in the paragraphs cited
  "cite" TEXT, -- Citations, source#paragraph
  PRIMARY KEY ("province", "id"),
  FOREIGN KEY ("province") REFERENCES "provinces" ("id"),
  FOREIGN KEY ("province", "meeting") REFERENCES "meetings" ("province", "id")
);
CREATE INDEX "initiatives_by_province_meeting" ON "initiatives" ("province", "meeting");
CREATE TABLE "statements" (
  "id" TEXT, -- Id of the record
  "kind" TEXT, -- Kind of statement
  "claim" TEXT, -- The statement, in your own words
  "claim_en" TEXT, -- The statement, in your own words
  "as_of" TEXT, -- The day for which it is stated, where a source says so
  "attributed_to" TEXT, -- Whose opinion it is
  "attributed_to_en" TEXT, -- Whose opinion it is
  "relation" TEXT, -- For a count: how the figure is meant
  "value" NUMERIC, -- For a count: the figure
  "unit" TEXT, -- For a count: its unit
  "as_written" TEXT, -- For a count: figure and unit in the source's words
  "topics" TEXT, -- What it is about
  "cite" TEXT, -- Citations, source#paragraph
  PRIMARY KEY ("id")
);
CREATE TABLE "sources" (
  "id" TEXT, -- Id of the record
  "kind" TEXT, -- Kind of item, a type of CSL
  "tier" TEXT, -- Tier of the source: how close it stands to the fact
  "language" TEXT, -- Language of the text, an ISO 639-1 code
  "title" TEXT, -- Title of the source
  "title_en" TEXT, -- Title of the source
  "publisher" TEXT, -- Who published it
  "publisher_en" TEXT, -- Who published it
  "author" TEXT, -- Who wrote it
  "author_en" TEXT, -- Who wrote it
  "author_state" TEXT, -- State of author, unless known and stated
  "published" TEXT, -- Day of publication
  "published_state" TEXT, -- State of published, unless known and stated
  "url" TEXT, -- Where it can be read
  "url_state" TEXT, -- State of url, unless known and stated
  "extent" TEXT, -- Whether the whole text was read or an excerpt; the whole where it is left out
  "retrieved" TEXT, -- The day on which it was read
  "via" TEXT, -- The repost in which it was read
  "via_en" TEXT, -- The repost in which it was read
  "via_published" TEXT, -- Day of the repost
  "note" TEXT, -- What a reader should know about it
  "note_en" TEXT, -- What a reader should know about it
  "implied_years" TEXT, -- From what the years of dates are inferred for which the text gives none
  "implied_years_en" TEXT, -- From what the years of dates are inferred for which the text gives none
  "paragraphs" NUMERIC, -- Number of paragraphs, title included
  "withdrawn" TEXT, -- When it was withdrawn, if it was
  "withdrawn_reason" TEXT, -- Why it was withdrawn
  "withdrawn_reason_en" TEXT, -- Why it was withdrawn
  PRIMARY KEY ("id")
);
CREATE TABLE "terms" (
  "vocabulary" TEXT, -- The vocabulary
  "id" TEXT, -- Id of the record
  "position" NUMERIC, -- Its place, which is its rank; 0 first
  "label" TEXT, -- Its label
  "label_en" TEXT, -- Its label
  "rank" TEXT, -- Rank of a post
  "unit" TEXT, -- Unit of a metric
  "aliases" TEXT, -- Other names of a metric
  "written" TEXT, -- How sources write a unit
  PRIMARY KEY ("vocabulary", "id")
);
CREATE TABLE "claims" (
  number INTEGER PRIMARY KEY, -- its place in the export
  "province" TEXT, -- The province
  "kind" TEXT, -- Kind of record: the name of its table
  "record" TEXT, -- Id of the record
  "field" TEXT, -- The key of the record that says it
  "state" TEXT, -- known, unknown, not-applicable or disputed
  "value" TEXT, -- The value; of what is disputed, one side a row
  "label" TEXT, -- Label of a term, name of a record, text in the language
  "unit" TEXT, -- Unit of a figure
  "basis" TEXT, -- Whether it is stated or implied
  "as_of" TEXT, -- The day for which a source states it
  "as_of_basis" TEXT, -- implied, if that day is
  "note" TEXT, -- Why it is not known, or what it is inferred from
  "searched" TEXT, -- Where it was searched in vain, and when
  "qualifiers" TEXT, -- What must stand beside the value: relation=add; year=2025
  "via" TEXT, -- The outlet that the source itself credits for this
  "standing" TEXT, -- How it stands on the day asked for
  "source" TEXT, -- The source cited
  "paragraph" NUMERIC, -- Its paragraph; 0 is the title
  "tier" TEXT, -- Tier of the source
  "extent" TEXT, -- How much of the source was read
  FOREIGN KEY ("province") REFERENCES "provinces" ("id"),
  FOREIGN KEY ("source") REFERENCES "sources" ("id"),
  FOREIGN KEY ("source", "paragraph") REFERENCES "citations" ("source", "paragraph")
);
CREATE INDEX "claims_by_source_paragraph" ON "claims" ("source", "paragraph");
CREATE INDEX "claims_by_province_kind_record" ON "claims" ("province", "kind", "record");
CREATE INDEX "claims_by_field_state" ON "claims" ("field", "state");
CREATE TABLE "citations" (
  "id" TEXT, -- The citation, source#paragraph
  "source" TEXT, -- The source cited
  "paragraph" NUMERIC, -- Its paragraph; 0 is the title
  "tier" TEXT, -- Tier of the source
  "extent" TEXT, -- How much of the source was read
  "place" TEXT, -- The paragraph as answers name it
  "claims" NUMERIC, -- How many rows of claims cite it
  PRIMARY KEY ("id"),
  UNIQUE (source, paragraph),
  FOREIGN KEY ("source") REFERENCES "sources" ("id")
);
CREATE INDEX "citations_by_source" ON "citations" ("source");
CREATE TABLE "about" (
  "key" TEXT, -- What is said
  "value" TEXT -- What it is
);
CREATE TABLE "columns" (
  "table" TEXT, -- The table
  "column" TEXT, -- The column
  "type" TEXT, -- Type of its values
  "about" TEXT, -- What it holds
  "vocabulary" TEXT, -- The vocabulary of its terms
  "refers_to" TEXT -- The tables in which its ids are found
);
CREATE VIEW facts AS -- a row a fact, however many paragraphs it cites
SELECT province, kind, record, field, state, value, label, unit, basis, as_of,
  as_of_basis, note, qualifiers, standing, count(source) AS citations
FROM claims
GROUP BY province, kind, record, field, state, value, label, unit, basis, as_of, as_of_basis,
  note, searched, qualifiers, via, standing
ORDER BY min(number);
CREATE VIEW cited_claims AS -- a row a claim and paragraph cited, with what the source is
SELECT claims.*, citations.place, sources.title AS source_title,
  sources.publisher AS source_publisher, sources.published AS source_published,
  sources.published_state AS source_published_state, sources.url,
  sources.withdrawn AS source_withdrawn
FROM claims
JOIN citations USING (source, paragraph)
JOIN sources ON sources.id = claims.source
ORDER BY claims.number;
CREATE VIEW open_questions AS -- a row for each fact that no source states: unknown, disputed, not applicable, implied
SELECT * FROM facts WHERE state <> 'known' OR basis = 'implied';
CREATE VIEW headships AS -- each headship of the main leading group of a province, deputies and earlier heads too
SELECT bodies.province, provinces.name AS province_name, bodies.name AS body,
  heads.person, heads.person_state, heads.posts, heads.posts_state, heads.role, heads.as_of,
  heads.as_of_state, heads.until, heads.until_state, heads.basis, bodies.heads_state,
  heads.standing, heads.cite
FROM bodies
JOIN provinces ON provinces.id = bodies.province
LEFT JOIN heads ON heads.province = bodies.province AND heads.body = bodies.id
WHERE bodies.main = 1
ORDER BY provinces.gb2260, heads.as_of DESC;
CREATE VIEW figures AS -- targets and measures in one list, with the labels of their metrics and units
SELECT f.*, metric.label AS metric_label, metric.label_en AS metric_label_en,
  unit.label AS unit_label, unit.label_en AS unit_label_en
FROM (
  SELECT 'target' AS what, province, id, metric, relation, value, unit, as_written, year,
    year_state, basis, standing, cite FROM targets
  UNION ALL
  SELECT 'measure', province, id, metric, relation, value, unit, as_written, year, year_state,
    NULL, standing, cite FROM measures
) AS f
LEFT JOIN terms AS metric ON metric.vocabulary = 'metrics' AND metric.id = f.metric
LEFT JOIN terms AS unit ON unit.vocabulary = 'units' AND unit.id = f.unit;
CREATE VIRTUAL TABLE claims_fts USING fts5(
  value, label, note, content='claims', content_rowid='number', tokenize='trigram');
