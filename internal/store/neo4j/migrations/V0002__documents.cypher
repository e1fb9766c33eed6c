// Small records of the service itself: accounts, tokens, roles. They belong to no network.
CREATE CONSTRAINT sillat_document IF NOT EXISTS FOR (d:ServiceDocument) REQUIRE d.key IS UNIQUE;
