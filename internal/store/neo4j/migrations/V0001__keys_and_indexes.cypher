// What exists once. Keys hold the network's name, because Community edition has one database for all networks.
CREATE CONSTRAINT sillat_network_name IF NOT EXISTS FOR (n:Network) REQUIRE n.name IS UNIQUE;
CREATE CONSTRAINT sillat_revision_key IF NOT EXISTS FOR (v:Revision) REQUIRE v.key IS UNIQUE;
CREATE CONSTRAINT sillat_lease_network IF NOT EXISTS FOR (l:Lease) REQUIRE l.network IS UNIQUE;
CREATE CONSTRAINT sillat_actor_key IF NOT EXISTS FOR (a:Actor) REQUIRE a.key IS UNIQUE;
CREATE CONSTRAINT sillat_activity_key IF NOT EXISTS FOR (a:Activity) REQUIRE a.key IS UNIQUE;

// A whole network.
CREATE INDEX sillat_actor_network IF NOT EXISTS FOR (a:Actor) ON (a.network);
CREATE INDEX sillat_activity_network IF NOT EXISTS FOR (a:Activity) ON (a.network);
CREATE INDEX sillat_next_actor_network IF NOT EXISTS FOR (a:NextActor) ON (a.network);
CREATE INDEX sillat_next_activity_network IF NOT EXISTS FOR (a:NextActivity) ON (a.network);

// What an earlier revision still showed.
CREATE INDEX sillat_past_actor_removed IF NOT EXISTS FOR (a:PastActor) ON (a.network, a.removed);
CREATE INDEX sillat_past_activity_removed IF NOT EXISTS FOR (a:PastActivity) ON (a.network, a.removed);
CREATE INDEX sillat_past_collaboration_removed IF NOT EXISTS FOR (c:PastCollaboration) ON (c.network, c.removed);
CREATE INDEX sillat_past_participation_removed IF NOT EXISTS FOR (p:PastParticipation) ON (p.network, p.removed);

// All that names one actor, to read it or to erase it.
CREATE INDEX sillat_past_actor_key IF NOT EXISTS FOR (a:PastActor) ON (a.key);
CREATE INDEX sillat_past_collaboration_owner IF NOT EXISTS FOR (c:PastCollaboration) ON (c.owner);
CREATE INDEX sillat_past_collaboration_partner IF NOT EXISTS FOR (c:PastCollaboration) ON (c.partner);
CREATE INDEX sillat_past_participation_owner IF NOT EXISTS FOR (p:PastParticipation) ON (p.owner);
