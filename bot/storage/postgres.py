"""Units of work on PostgreSQL, by a few connections that are opened anew where one is lost."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import psycopg
from psycopg_pool import ConnectionPool

from bot.problems import StorageError
from bot.storage import dialect, postgres_schema
from bot.storage.transaction import Transaction

_T = TypeVar("_T")

# One unit writes at a time, whichever process it is of, as in SQLite: what it has loaded is true
# until it has saved. Whoever waits gets the lock in turn.
_WRITING = 0x666C6578  # "flex": locks of other programs in this database are others
_BEGIN_WRITE = f"BEGIN; SELECT pg_advisory_xact_lock({_WRITING})"
_BEGIN_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_HELD = 0x666C6579

_READERS = 3
_ATTEMPTS = 3  # at the beginning of a unit: after a failover the first finds connections that died
_OPENED_S = 10.0
_HANDOVER_S = 10.0  # the process before may take so long to end
_ASK_AGAIN_S = 0.2
_LIMITS = " ".join(
    f"-c {name}={milliseconds}"
    for name, milliseconds in {
        "statement_timeout": 60_000,
        "lock_timeout": 5_000,  # as SQLite's busy_timeout
        "idle_in_transaction_session_timeout": 60_000,  # whoever hangs lets go
    }.items()
)


class PostgresUnits:
    """Does units of work: one thread writes, a few read, and each has a connection."""

    def __init__(self, pool: "Pool") -> None:
        self._pool = pool
        self._writer = ThreadPoolExecutor(1, "postgres-write")
        self._readers = ThreadPoolExecutor(_READERS, "postgres-read")

    async def write(self, work: Callable[[Transaction], _T]) -> _T:
        """Do a unit with which nobody else writes; what it raises undoes it."""
        return await self._done(self._writer, _BEGIN_WRITE, work)

    async def read(self, work: Callable[[Transaction], _T]) -> _T:
        """Do a unit that sees everything as it was at its beginning, and changes nothing."""
        return await self._done(self._readers, _BEGIN_READ, work)

    async def survey(self, work: Callable[[Transaction], _T]) -> _T:
        """Do a unit that reads much; nobody waits for it, as for no reader here."""
        return await self._done(self._readers, _BEGIN_READ, work)

    async def shred(self) -> None:
        """Do nothing: PostgreSQL writes over its own log, and its server cleans its tables."""

    async def close(self) -> None:
        """Wait for what is under way, and close."""
        for threads in (self._writer, self._readers):
            await asyncio.to_thread(threads.shutdown)
        await asyncio.to_thread(self._pool.close)

    async def _done(
        self, threads: ThreadPoolExecutor, begin: str, work: Callable[[Transaction], _T]
    ) -> _T:
        loop = asyncio.get_running_loop()
        return await asyncio.shield(loop.run_in_executor(threads, self._unit, begin, work))

    def _unit(self, begin: str, work: Callable[[Transaction], _T]) -> _T:
        with self._begun(begin) as connection:
            try:
                done = work(Transaction(dialect.Statements(connection)))
                connection.execute("COMMIT")
            except BaseException:
                if not connection.closed:
                    connection.rollback()
                raise
        return done

    @contextlib.contextmanager
    def _begun(self, begin: str) -> Iterator[dialect.Connection]:
        """Lend a connection in a transaction; what has died since it was used last is replaced."""
        for attempt in range(_ATTEMPTS):
            with self._pool.connection() as connection:
                try:
                    connection.execute(begin.encode())
                except psycopg.OperationalError:
                    if not connection.closed or attempt == _ATTEMPTS - 1:
                        raise
                else:
                    yield connection
                    return
            self._pool.check()


Pool = ConnectionPool[dialect.Connection]


async def opened(url: str) -> PostgresUnits:
    """Connect to a database and migrate it; StorageError if that cannot be done safely."""
    return PostgresUnits(await asyncio.to_thread(_opened, url))


@contextlib.asynccontextmanager
async def held(url: str) -> AsyncIterator[None]:
    """Hold a database for this process; StorageError where another one has it.

    The lock is the connection's: the server frees it whenever its process dies.
    """
    connection = await asyncio.to_thread(_connected, url)
    try:
        deadline = asyncio.get_running_loop().time() + _HANDOVER_S
        while not await asyncio.to_thread(_taken, connection):
            if asyncio.get_running_loop().time() > deadline:
                raise StorageError(f"Another Flexor works with {named(url)}. Stop that one first.")
            await asyncio.sleep(_ASK_AGAIN_S)
        yield
    finally:
        await asyncio.to_thread(connection.close)


def named(url: str) -> str:
    """Return which database an address means, without the password in it.

    StorageError where libpq does not understand it.
    """
    try:
        told = psycopg.conninfo.conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise StorageError(
            "DATABASE_URL is not understood. Write %40 for @ and %2F for / in the password, and "
            "behind the ? only what libpq has (sslmode=verify-full, for instance)."
        ) from error
    return f"{told.get('dbname', '')} on {told.get('host', 'this machine')}"


def version_at(url: str) -> int:
    """Return the schema that a database has, 0 where there is none; StorageError as `opened`."""
    with contextlib.closing(_connected(url)) as connection:
        return postgres_schema.version_of(connection)


def _opened(url: str) -> Pool:
    with contextlib.closing(_connected(url)) as connection:
        try:
            postgres_schema.migrate(connection)
        except psycopg.Error as error:
            raise StorageError(
                f"The tables of {named(url)} cannot be changed ({type(error).__name__}). Nothing "
                "was changed; let the user in DATABASE_URL own the database, and look at the disk."
            ) from error
    pool = ConnectionPool(
        url,
        connection_class=dialect.Connection,
        min_size=1,
        max_size=1 + _READERS,
        timeout=_OPENED_S,
        kwargs={"autocommit": True, "options": _LIMITS},
        configure=dialect.prepare,
        open=False,
        name="flexor",
    )
    pool.open(wait=True)
    return pool


def _connected(url: str) -> dialect.Connection:
    where = named(url)
    try:
        connection: dialect.Connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.Error as error:
        raise StorageError(
            f"{where} cannot be opened: PostgreSQL does not answer or lets nobody in. "
            "Look at the server, at the user and password in DATABASE_URL, and at the network."
        ) from error
    dialect.prepare(connection)
    return connection


def _taken(connection: dialect.Connection) -> bool:
    row = connection.execute(f"SELECT pg_try_advisory_lock({_HELD}) AS taken".encode()).fetchone()
    return bool(row and row["taken"])
