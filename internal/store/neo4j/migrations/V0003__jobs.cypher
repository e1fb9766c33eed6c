// Background work: what exists once, and what is looked for by its state, its place in the order of asking or its network.
CREATE CONSTRAINT sillat_job_id IF NOT EXISTS FOR (j:Job) REQUIRE j.id IS UNIQUE;
CREATE CONSTRAINT sillat_job_live IF NOT EXISTS FOR (j:Job) REQUIRE j.live IS UNIQUE;
CREATE CONSTRAINT sillat_job_queue IF NOT EXISTS FOR (q:JobQueue) REQUIRE q.name IS UNIQUE;
CREATE INDEX sillat_job_state IF NOT EXISTS FOR (j:Job) ON (j.state);
CREATE INDEX sillat_job_number IF NOT EXISTS FOR (j:Job) ON (j.number);
CREATE INDEX sillat_job_about IF NOT EXISTS FOR (j:Job) ON (j.about);
