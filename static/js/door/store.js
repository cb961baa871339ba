/* What the phone keeps: everything sealed under a key that no script can read out. Written before it is shown. */
const NAME = "door";

function asked(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

function opened() {
  return new Promise((done, failed) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      for (const name of ["keys", "kept", "queue"]) request.result.createObjectStore(name);
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/* Resolves once the transaction has ended: only then a killed phone still has it. */
function ended(transaction) {
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done();
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}

export class Store {
  static async open() {
    const store = new Store();
    store.database = await opened();
    store.key = await asked(store.database.transaction("keys").objectStore("keys").get("own"));
    if (!store.key) {
      store.key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
      const transaction = store.database.transaction("keys", "readwrite");
      transaction.objectStore("keys").put(store.key, "own");
      await ended(transaction);
    }
    return store;
  }

  async put(where, name, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const place = new TextEncoder().encode(`${where} ${name}`);
    const text = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: place }, this.key, text);
    const transaction = this.database.transaction(where, "readwrite", { durability: "strict" });
    transaction.objectStore(where).put({ iv, sealed }, name);
    await ended(transaction);
  }

  /* The value; null where there is none, or where somebody altered it. */
  async get(where, name) {
    const record = await asked(this.database.transaction(where).objectStore(where).get(name));
    return record ? this.unsealed(where, name, record) : null;
  }

  async all(where) {
    const store = this.database.transaction(where).objectStore(where);
    const [names, records] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
    return Promise.all(names.map((name, place) => this.unsealed(where, name, records[place])));
  }

  async unsealed(where, name, record) {
    const place = new TextEncoder().encode(`${where} ${name}`);
    try {
      const algorithm = { name: "AES-GCM", iv: record.iv, additionalData: place };
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, this.key, record.sealed)));
    } catch {
      return null;
    }
  }

  async remove(where, names) {
    const transaction = this.database.transaction(where, "readwrite");
    for (const name of names) transaction.objectStore(where).delete(name);
    await ended(transaction);
  }

  /* The list and all about people; with `whole` also what was not sent yet, and the key. */
  async wipe(whole) {
    const stores = whole ? ["keys", "kept", "queue"] : ["kept"];
    const transaction = this.database.transaction(stores, "readwrite");
    for (const name of stores) transaction.objectStore(name).clear();
    await ended(transaction);
  }
}
