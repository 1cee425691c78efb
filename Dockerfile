# syntax=docker/dockerfile:1
# Three images of one build: bff (shop, API, SSE), worker (jobs, relay, projections) and cli (`yarmarka` for operators).
# docker build --target bff -t yarmarka-bff .

FROM node:24-bookworm-slim AS source
WORKDIR /app
# pnpm in the version that package.json names, so that the lockfile reads the same everywhere.
COPY package.json ./
RUN npm install --global "$(node -p "require('./package.json').packageManager")"
COPY . .

# The web client needs its build tools, the servers do not.
FROM source AS web
RUN --mount=type=cache,id=pnpm,target=/pnpm/store \
    pnpm install --frozen-lockfile --store-dir /pnpm/store --filter "@yarmarka/web..."
RUN pnpm --filter @yarmarka/web build

FROM source AS servers
RUN --mount=type=cache,id=pnpm,target=/pnpm/store \
    pnpm install --frozen-lockfile --prod --store-dir /pnpm/store \
    --filter "@yarmarka/bff..." --filter "@yarmarka/worker..." --filter "@yarmarka/cli..."
# The image has its own Node; the copies that bootstrap a bare machine, and its browser, stay out.
RUN rm -rf apps/web tooling scripts node_modules/.pnpm/node-linux-* node_modules/.pnpm/node-win-* node_modules/.pnpm/@sparticuz*

FROM node:24-bookworm-slim AS runtime
ENV NODE_ENV=production YARMARKA_DATA=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=servers /app ./
USER node
VOLUME /data

FROM runtime AS cli
ENTRYPOINT ["node", "apps/cli/src/main.ts"]
CMD ["--help"]

FROM runtime AS worker
CMD ["node", "apps/worker/src/main.ts"]

FROM runtime AS bff
COPY --from=web /app/apps/web/dist ./apps/web/dist
ENV PORT=4000 YARMARKA_WEB_DIST=/app/apps/web/dist
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/bff/src/main.ts"]
