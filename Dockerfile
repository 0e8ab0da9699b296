# syntax=docker/dockerfile:1
# The portal alone: the Sandbox and the tests are not even copied into the build (.dockerignore).
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Restored before the sources are copied, so that a change in code does not download the packages again.
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src/Core/Core.csproj src/Core/packages.lock.json src/Core/
COPY src/Portal/Portal.csproj src/Portal/packages.lock.json src/Portal/
RUN dotnet restore src/Portal/Portal.csproj

COPY src/ src/
RUN dotnet publish src/Portal/Portal.csproj --configuration Release --no-restore --output /app -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS portal
WORKDIR /app

# A new named volume takes over owner and rights of the folder it covers; a bind mount does not, see docs/setup.md.
RUN mkdir /data && chown "$APP_UID:$APP_UID" /data
VOLUME /data
ENV ConnectionStrings__Portal="Data Source=/data/portal.db"

COPY --from=build /app ./
USER $APP_UID
EXPOSE 8080

# The image has no curl or wget, but bash, which can speak to a port itself.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]

ENTRYPOINT ["dotnet", "ReleasePortal.Portal.dll"]
