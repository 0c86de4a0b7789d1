-- Tables of the embedded OpenID provider (apps/identity). See prisma/schema/identity.prisma for what each is.
CREATE SCHEMA IF NOT EXISTS "identity";

CREATE TABLE "identity"."account" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "organization" TEXT,
    "roles" TEXT[],
    "password_hash" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "identity"."oidc_record" (
    "model" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "grant_id" TEXT,
    "uid" TEXT,
    "session_uid" TEXT,
    "expires_at" TIMESTAMPTZ(3),
    "consumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "oidc_record_pkey" PRIMARY KEY ("model","id")
);

CREATE TABLE "identity"."signing_key" (
    "kid" TEXT NOT NULL,
    "private_jwk" JSONB NOT NULL,
    "active_from" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("kid")
);

CREATE TABLE "identity"."secret" (
    "name" TEXT NOT NULL,
    "value" BYTEA NOT NULL,

    CONSTRAINT "secret_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "identity"."sign_in_throttle" (
    "subject" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("subject")
);

CREATE UNIQUE INDEX "account_username_key" ON "identity"."account"("username");
CREATE INDEX "oidc_record_grant_id_idx" ON "identity"."oidc_record"("grant_id");
CREATE INDEX "oidc_record_uid_idx" ON "identity"."oidc_record"("uid");
CREATE INDEX "oidc_record_session_uid_idx" ON "identity"."oidc_record"("session_uid");
CREATE INDEX "oidc_record_expires_at_idx" ON "identity"."oidc_record"("expires_at");
CREATE INDEX "sign_in_throttle_since_idx" ON "identity"."sign_in_throttle"("since");
